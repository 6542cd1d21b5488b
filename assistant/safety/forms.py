"""Pieces of the patterns that find personal data: how it is named, in several languages, and how it is written."""

STARTS = r"(?<![\w£$€/.,+-])"
ENDS = r"(?![\w]|[/.,-]\d)"
IS = r"\W{0,3}(?:\b(?:is|was|es|to|je|jest|este|est|é|ay|yw|hai|है|ആണ്|هو)\b)?\W{0,3}"
NUMBER = r"(?:\b(?:number|no\.?|num|nr|id|code|ref(?:erence)?(?: no\.?)?|registration|reg|licence|pin|n[uú]mero?)\b\.?|#)"

POSTCODE_AREA = (
    "(?:AB|AL|B|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|"
    "GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|"
    "PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)"
)

_MONTH = (
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|janv|févr|avr|mai|juin|juil|août"
    "|sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru|ian|iun|iul|noi|fev|hulyo|enr|peb|hun|nob|dis)[a-zà-ž]*"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:\d{{1,4}} ?[/.-] ?\d{{1,2}} ?[/.-] ?\d{{2,4}}|{_DAY}(?: of| de)?[ -]{_MONTH},?(?: de)?[ -]\d{{2,4}}"
    rf"|{_MONTH} {_DAY},? \d{{4}}|\d{{1,2}} \d{{1,2}} (?:19|20)?\d\d|(?:0\d|[12]\d|3[01])(?:0\d|1[0-2])(?:19|20)\d\d)"
)
BORN = (
    r"(?:\bDOB\b|\bD\.O\.B\.?|\bdate of birth\b|\bbirth ?da(?:te|y)\b|\bborn(?: on| in)?\b|\bfecha de nacimiento\b|\bnacid[oa](?: el)?\b"
    r"|\bdata (?:de nascimento|urodzenia|nașterii|nasterii|di nascita)\b|\burodzon[ya](?: dnia)?\b|\bnascid[oa](?: em| a)?\b"
    r"|\bnăscut[ăa]?(?: pe| la)?\b|\bdate de naissance\b|\bnée?(?: le)?\b|\b(?:petsa ng )?kapanganakan\b"
    r"|\bipinanganak(?: ako)?(?: noong)?\b|\bdyddiad geni\b|\bjanm ?(?:tithi|din)\b"
    r"|जन्म ?(?:तिथि|तारीख|दिन)|जन्म ?मिति|ജനനത്തീയതി|ജനന ?തീയതി|تاريخ (?:الميلاد|ميلادي)|مواليد)"
)

NI_PREFIX = r"[A-CEGHJ-PR-TW-Z][ ]?[A-CEGHJ-NPR-TW-Z]"
NI_LABEL = r"\b(?:NI(?: ?NO)?|NINO|N\.I\.|national insurance)\b(?:\W|\b(?:number|no|num|is|code|my|was)\b){0,8}"
NHS_LABEL = r"\b(?:NHS|CHI|H&C)\b(?: (?:number|no\.?|num|#))?(?:\W|\b(?:is|was|my|his|her|the)\b){0,8}"
PIN_LABEL = r"\b(?:PIN|NMC)\b(?:\W|\b(?:number|no|is|my|was|pin|code|es|jest|to|ay|este)\b){0,8}"
REGISTER = r"\b(?:GMC|HCPC|HPC|GPhC|GDC|GOC|SWE|NMC|SSSC|NISCC|Social Work England|Social Care Wales)\b"
REGISTERED = r"(?:\W|\b(?:number|no|num|reg|registration|registered|ref|id|licence|pin|is|as|under|my|with|n[uú]mero?)\b){0,8}"
PASSPORT_LABEL = (
    r"\b(?:passport|pasaporte|paszportu?|passaporte|pașaport(?:ul|ului)?|passeport|BRP|residence permit)\b"
    rf"(?:\W|{NUMBER}|\b(?:is|was|my|its|es|to|este|est|ko|ay|has|with)\b){{0,10}}"
)
COS_LABEL = (
    r"\b(?:CoS|CAS|certificates? of sponsorship|confirmation of acceptance)\b"
    rf"(?:\W|{NUMBER}|\b(?:is|was|my|its|says)\b){{0,10}}"
)
SHARE_LABEL = r"\bshare ?codes?\b(?:\W|\b(?:is|was|my|for|right to work|number|no)\b){0,10}"
TEST_LABEL = (
    r"\b(?:OET|IELTS|PTE|TOEFL|CBT|OSCE|Pearson(?: VUE)?|LanguageCert|test taker)\b"
    r"(?:\W|\b(?:candidate|registration|reg|ref|reference|TRF|test report form|test report|booking|appointment|number|no|num|id|roll|my|is"
    r"|was|test|exam|result|form)\b){0,12}"
)
HELD_AS = (
    r"\b(?:employee|staff|assignment|payroll|personnel|account|hospital|hosp|patient|pt|driving licence|smart ?card|student|unit|"
    r"case|badge|ESR|bank account|district|service user|clinic|passport|BRP)"
)
RINGS = (
    r"\b(?:ring|call|text|phone|mobile|mob|cell|whats ?app|tel|number|telefon|tel[eé]fono|numer|téléphone)\b"
    r"(?:\W|\b(?:me|is|on|at|number|no|us|my|her|him|his|es|to)\b){0,10}"
)
LIVES = r"\b(?:live|lives|living|stay|staying|moved?|address(?: is)?|addr)\b\W{0,3}(?:at |to |is )?"
STREET = (
    r"(?:flat \w{1,4},? )?\d{1,4}[a-z]?,? (?:[a-z'-]+ ){1,3}"
    r"(?:street|st|road|rd|avenue|ave|lane|ln|close|drive|crescent|gardens|terrace|way|place|court|grove|hill|row|square|park)"
)
PATIENT = r"\b(?:patient|pt|resident|client|service user|lady|gentleman|man|woman|mr|mrs|ms|miss)\b[^?!\n]{0,60}?"
BED = r"(?:bed|bay|side ?room|cubicle) (?:no\.? ?|number |space )?\d{1,3}[A-D]?"
