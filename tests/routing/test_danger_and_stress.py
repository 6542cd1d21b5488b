import numpy as np
import pytest

from assistant.routing import KINDS, Classifier, Kind, Router, Routing
from tests.routing.leaning import ANY, leaning, words_alone


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "i dont want to wake up tomorrow",
        "I can\u2019t take it any more",
        "main jeena nahi chahti",
        "मैं आत्महत्या करना चाहती हूँ",
        "gusto ko nang mamatay",
        "എനിക്ക് മരിക്കണം",
        "أريد أن أموت",
        "chcę umrzeć",
        "não quero mais viver",
        "quiero quitarme la vida",
        "vreau să mor",
        "je veux mettre fin à mes jours",
        "my friend at work said she wants to kill herself",
        "im worried my colleague is suicidal",
        "my mate from my course wants to die",
        "im drowning at work no one cares if im here or not",
        "whats the point in anything",
        "my kids wd be better off without me",
        "no reason to get up any more, no reason left to live",
        "i hope i dont wake up tomorrow",
        "ready to finish it all",
        "my friend has pills saved and gave away her things",
        "walang dahilan para mabuhay pa",
        "jeene ki koi wajah nahi",
        "ini jeevikkanda",
        "ليت أني لا أستيقظ",
        "nie mam po co żyć",
        "não vejo sentido na vida",
        "sería mejor que yo no existiera, no tengo motivos para vivir",
        "nu mai am motiv sa traiesc",
        "plus aucune raison de vivre",
    ],
)
def test_words_of_despair_are_a_danger_to_life_in_every_language_without_a_model(text: str) -> None:
    assert words_alone.by_words(text) == Routing("danger_to_life", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "my dad died and i want to die",
        "my husband died and I want to be with him",
        "i cut myself with a scalpel on purpose",
    ],
)
def test_despair_comes_before_grief_and_injury(text: str) -> None:
    assert words_alone.by_words(text) == Routing("danger_to_life", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "I'm so burnt out",
        "i cant cope at work",
        "failed my assessment cant cope with my course",
        "crying before every shift",
        "is there someone i can talk to in hindi im very down",
        "i feel really low who can i call",
        "im so depressed",
        "bahut tension hai ward me",
        "estoy agobiada",
        "je suis épuisée",
    ],
)
def test_not_coping_is_stress_without_a_model(text: str) -> None:
    assert words_alone.by_words(text) == Routing("stress", 1.0)


def torn(kind: Kind, probability: float) -> Router:
    """A router whose classifier is torn between a danger to life, at .4, and this kind."""
    given = np.full(len(KINDS), 1e-9, np.float32)
    given[[KINDS.index("danger_to_life"), KINDS.index(kind)]] = 0.4, probability
    least = np.full(len(KINDS), 0.3, np.float32)
    return Router.around(Classifier(np.zeros((len(KINDS), 2), np.float32), np.log(given), least, least))


def test_in_doubt_between_stress_and_a_danger_to_life_it_is_a_danger() -> None:
    assert torn("stress", 0.6).route("it is all too much", ANY).kind == "danger_to_life"
    assert torn("off_topic", 0.6).route("it is all too much", ANY).kind == "off_topic"


@pytest.mark.parametrize("text", ["this rota is killing me", "dying to get on the course", "bored to death at the desk"])
def test_a_figure_of_speech_is_no_danger_to_life_whatever_the_classifier_says(text: str) -> None:
    assert leaning("danger_to_life", 0.9).route(text, ANY).kind == "information"


def test_words_of_stress_do_not_hide_a_danger_to_life_that_the_classifier_sees() -> None:
    assert leaning("danger_to_life", 0.6).route("i am so burnt out", ANY).kind == "danger_to_life"
    assert leaning("danger_to_life", 0.2).route("i am so burnt out", ANY) == Routing("stress", 1.0)


@pytest.mark.parametrize(
    "text",
    ["i got assaulted by a patient can i claim compensation", "a patient punched me in the face", "my ex is stalking me at work"],
)
def test_an_assault_on_the_asker_is_danger(text: str) -> None:
    assert words_alone.by_words(text) == Routing("danger", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "suicide prevention training for ward staff",
        "is there training for when patients say they want to die",
        "Dying Matters course dates",
        "how do I avoid hurting my back when moving patients",
        "I can't do this course this year",
        "आत्महत्या रोकथाम का प्रशिक्षण कौन सा है?",
        "¿Hay formación sobre prevención del suicidio?",
        "violence reduction lead role",
        "what are the instructions for the competency portfolio?",
        "who is the system workforce board chair",
        "what is the sickness absence rate",
        "how do I override a clash in my rota",
        "where can I get wellbeing support",
        "burnout training for managers",
        "burnt out nurse looking for a non clinical job",
        "suicide prevention course",
        "curso de prevenção do suicídio",
        "szkolenie o zapobieganiu samobójstwom",
        "curs de prevenire a suicidului",
        "formation sur la prévention du suicide",
        "which course teaches us what to do when a colleague is suicidal",
        "my colleague cut herself on a needle, what training covers that",
        "what's the point of the care certificate",
        "different question - how do i speak up",
        "who can see my training record on ESR",
        "is the staff survey confidential",
        "how do I see my own training record",
        "how much annual leave do I get",
        "how do i write a personal statement",
    ],
)
def test_questions_about_hard_subjects_are_for_the_sources(text: str) -> None:
    assert words_alone.route(text, ANY).kind == "information"
