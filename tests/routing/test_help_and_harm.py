import pytest

from assistant.routing import Routing
from tests.routing.leaning import ANY, words_alone


@pytest.mark.parametrize(
    "text",
    [
        "had a sharps injury on nights who do i tell",
        "stuck myself with a needle help",
        "needlestick injury what do i do now",
        "who do i tell about a needlestick out of hours",
        "neddlestick injury",
        "scratched by used needle",
        "a scalpel cut my hand in theatre",
        "got a needle in my finger",
        "my hca stabbed herself with a cannula",
        "patients blood went in my mouth",
        "splash of blood to the face",
        "i had a sharps injury on my course",
        "can anything prevent hiv after a needlestick",
        "natusok po ako ng karayom",
        "मुझे सुई चुभ गई क्या करूँ",
        "എന്റെ കൈയിൽ സൂചി കുത്തി എന്ത് ചെയ്യണം",
        "وخزتني إبرة ماذا أفعل",
        "ukłułam się igłą",
        "me pinché con una aguja",
        "m-am înțepat cu un ac",
        "je me suis piquée avec une aiguille",
        "piquei-me com uma agulha usada",
    ],
)
def test_an_injury_by_a_needle_or_blood_is_told_where_to_go_without_a_model(text: str) -> None:
    assert words_alone.by_words(text) == Routing("injury", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "i need leave because of domestic abuse",
        "my husband hits me",
        "mon mari me frappe",
        "my partner is violent and i cant come to work",
        "im scared of my husband",
        "how can i help my colleague with an abusive partner",
        "can i change my shifts my ex knows where i work",
        "my husband controls my money and passport",
        "घरेलू हिंसा में छुट्टी मिलती है क्या",
        "العنف المنزلي",
        "sofro violência doméstica",
    ],
)
def test_abuse_at_home_is_domestic_abuse_without_a_model(text: str) -> None:
    assert words_alone.by_words(text) == Routing("domestic_abuse", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "my dad passed away last night what leave can i take",
        "i had a miscarriage do i get leave",
        "how many days compassionate leave when a parent dies",
        "do students get time off for a wedding or funeral",
        "i lost my baby at 12 weeks",
        "my wife had a stillbirth",
        "death in service payment contact for family",
        "my husband is dying and i have shifts",
        "my nan has just passed",
        "my mum died can i postpone the course",
        "bereavement",
        "one of my team lost her baby how do i support her",
        "मेरे पिताजी का देहांत हो गया छुट्टी मिलेगी",
        "namatay po ang nanay ko",
        "എന്റെ അമ്മ മരിച്ചു ലീവ് കിട്ടുമോ",
        "توفي والدي هل أحصل على إجازة",
        "zmarła moja mama",
        "meu pai morreu ontem",
        "mi mama murio",
        "a murit mama",
        "mon père est mort",
    ],
)
def test_a_death_or_a_lost_pregnancy_is_loss_without_a_model(text: str) -> None:
    assert words_alone.by_words(text) == Routing("loss", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "im pregnant and scared to tell my manager",
        "who do i tell i am pregnant",
        "pregnant and afraid to tell my ward manager",
        "i just found out im pregnant, do i have to tell hr",
    ],
)
def test_whom_to_tell_of_a_pregnancy_is_decided_by_words(text: str) -> None:
    assert words_alone.by_words(text) == Routing("pregnancy", 1.0)


@pytest.mark.parametrize(
    "text", ["you are an idiot", "fuck off", "stupid bot", "talk dirty to me", "eres idiota, vete a la mierda"]
)
def test_an_insult_to_the_assistant_is_abuse(text: str) -> None:
    assert words_alone.by_words(text) == Routing("abuse", 1.0)


@pytest.mark.parametrize(
    "text", ["my manager called me an idiot", "a patient told me to fuck off", "is it a stupid idea to apply"]
)
def test_what_somebody_was_called_is_not_abuse_of_the_assistant(text: str) -> None:
    assert words_alone.route(text, ANY).kind != "abuse"


@pytest.mark.parametrize(
    "text",
    [
        "needlestick training",
        "training on needlestick injuries",
        "sharps injury course dates",
        "needlestick injury prevention e-learning",
        "how many needlestick injuries did torbay have",
        "where do i put the sharps bin",
        "venepuncture training needle phobia",
        "सुई चुभने पर प्रशिक्षण",
        "safeguarding level 3 course",
        "when is the course on domestic abuse",
        "domestic abuse training for managers",
        "independent domestic violence adviser job",
        "domestic abuse policy for staff",
        "how do i ask a patient about domestic abuse",
        "bereavement training",
        "bereavement midwife role",
        "bereavement counselling course",
        "suicide bereavement support training for volunteers",
        "miscarriage care training",
        "how much bereavement leave do staff get",
        "my mum died and now i want to become a nurse",
        "my daughter passed her exam, can she be an apprentice",
        "help for staff after a patient died suddenly",
        "verification of death competency",
        "i lost my pin number",
        "what happens to my apprenticeship if I get pregnant",
        "i am pregnant can i put off my osce",
        "diabetes in pregnancy study day",
        "my confidence is very low what course helps",
        "im really down to my last module",
        "is there someone i can talk to about my career",
    ],
)
def test_courses_jobs_and_figures_on_injury_abuse_and_loss_are_for_the_sources(text: str) -> None:
    assert words_alone.route(text, ANY).kind == "information"
