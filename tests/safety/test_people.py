import pytest

from assistant.safety import mask, read


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("tell me about Priya Nair's training", "tell me about [name]'s training"),
        ("tell me about priya nairs training", "tell me about [name] training"),
        ("brief me about Mary Jones, band 5", "brief me about [name], band 5"),
        ("BRIEF ME ABOUT PRIYA NAIR BAND 5", "BRIEF ME ABOUT [name] BAND 5"),
        ("Rose Porter, b2 hca, wants nursing", "[name], b2 hca, wants nursing"),
        ("tell me about Similoluwa Oladipupo", "tell me about [name]"),
        ("brief me on wuraola faloye band 5", "brief me on [name] band 5"),
        ("patient John Smith fell", "patient [name] fell"),
        ("what's Wojtulak Brzozka's salary", "what's [name]'s salary"),
        ("her name is Lina Marsh", "her name is [name]"),
        ("me llamo Maria Garcia", "me llamo [name]"),
        ("ano ang resulta ng appraisal ni Maria Santos?", "ano ang resulta ng appraisal ni [name]?"),
        ("मेरा नाम प्रिया नायर है", "मेरा नाम [name] है"),
        ("Can Priya Nair and Joao da Silva book ESR?", "Can [name] and [name] book ESR?"),
        ("compare Amy and Ben's appraisal results", "compare [name] and [name]'s appraisal results"),
    ],
)
def test_a_name_is_hidden_where_somebody_is_asked_about(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "tell me about Torbay",
        "tell me about Preceptorship and Digital Futures",
        "tell me about Devon County Council",
        "brief me on neonatal transport band 6",
        "tell me about the Florence Nightingale Foundation",
        "what does Oliver McGowan training cost?",
        "brief me about a Health Visitor, band 6",
        "Mary Seacole programme, band 7",
        "what did Sally Hardy present?",
        "who is Dr Smith in the acknowledgements",
        "patient Safety Lead jobs",
        "Milton Keynes nurse jobs",
        "Miss a deadline, MS Teams",
        "my manager said yes",
        "I'm a Band 5 nurse from El Salvador",
        "¿hay algún marco de competencias?",
    ],
)
def test_roles_places_programmes_and_those_on_public_pages_stay(text: str) -> None:
    assert read(text).found == ()
