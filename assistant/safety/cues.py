"""The words around a name that say that it is somebody's own matter: before it, after it, and in other languages."""

import re

_PEOPLE = (
    "colleague|co-?worker|workmate|mentee|coachee|apprentice|student|friend|husband|wife|son|daughter|partner|sister|brother|mum|dad|hca|"
    "hcsw|carer|nurse|manager|boss|matron|supervisor|preceptor|mentor|client|physio|midwife|patient|pt|resident|service user"
)
_TELLS_OF_SOMEBODY = (
    r"\b(?:(?:brief|briefing)(?: me| us)?(?: please| pls)?(?: on| about| for| re)?|about|regarding|concerning|re|updates? on"
    r"|(?:info(?:rmation)?|details?)(?: on| for| of| about)?|look(?:ing)? up|pull up|look for|search(?: esr)?(?: for)?|find(?: out if)?"
    r"|(?:profile|records?|files?|notes?|portfolio|appraisal|rota|results?|address|number|e-?mail|salary|pay|dob|visa|sickness|progress"
    r"|plan|training|page for me) (?:of|for|on)|page for|help(?:ing)?|support(?:ing)?|coaching|mentoring"
    r"|sobre|acerca de|despre|au sujet de|über|tungkol kay|kay|ni|si|sina|nina|para kay)"
)
BEFORE_ANY = re.compile(
    r"(?:\b(?:my|her|his|their|whose|patient's|the|full|real)(?: full| first| last| real)? name(?:'s| is|:| =| was)\s*|\bname ?[:=]\s*"
    r"|\b(?:i am|i'm|im|she is|he is|she's|he's|is|are|was|who is|person|someone|somebody|one) (?:called|named)\s+"
    rf"|\b(?:{_PEOPLE}|lady|man|woman|staff member|member of staff|someone|somebody) (?:called|named|by the name of)\s+"
    r"|\b(?:me llamo|mi nombre es|mam na imi[ęe]|nazywam si[ęe]|(?:o )?meu nome [ée]|(?:me )?chamo-me|je m'appelle|mon nom est"
    r"|m[ăa] numesc|numele meu (?:e|este)|fy enw i yw|(?:ang )?pangalan ko(?: ay)?|mera naam|mi chiamo|ich hei(?:ss|ß)e|zita rangu ndi"
    r"|aha m bu|orúko mi ni|mero naam|ente peru)\s+"
    r"|(?<![\w'-])(?<!ward )(?-i:Sister|Matron|Dr\.?|Prof\.?|Professor)\s+"
    r"|(?<![\w'])(?:(?:mr|mrs|mx)\.?|(?-i:Ms\.?|Miss))\s+"
    r"|\b(?:patient|pt|resident|service user|coachee|mentee)s?(?:,| is|:|-)?\s+)$",
    re.IGNORECASE,
)
BEFORE_KNOWN = re.compile(
    rf"(?:{_TELLS_OF_SOMEBODY}\s*[:,-]?\s+(?:(?:{_PEOPLE}|dr\.?|doctor|prof(?:essor)?\.?|my|our|the|staff nurse|band \d|b\d)\s+){{0,3}}"
    r"|^\W*(?:please |can you |could you |pls )?(?:brief(?: me)?|briefing)\b\s*[:,-]?\s*(?:on |about |for |re )?"
    rf"|\b(?:my|our|a|the|her|his) (?:\w+ )?(?:{_PEOPLE})(?:,| is|:)?\s+"
    r"|\bi(?:'?m| am)\s+|\bthis is\s+|\b(?:regards|sincerely),?\s+)$",
    re.IGNORECASE,
)
_RECORD = (
    r"(?:(?:e-?learning|mandatory|esr|staff|personal|private|personnel|annual|exact|last|next|study|home|mobile|phone|cpd|nmc|current|new"
    r"|own|missing|overdue|full|medical|hospital|work|care certificate|osce|exit|performance) )*"
    r"(?:training|learning|courses?|modules?|records?|files?|sickness|sick|absences?|appraisals?|disciplin\w+|performance|personnel|salary"
    r"|pay|wages?|payslips?|band|dbs|visa|pin|portfolio|progress|competenc\w+|rota|shifts?|leave|address|numbers?|e-?mails?|mobile|phone"
    r"|date of birth|dob|birthday|age|diagnosis|notes?|results?|scores?|development|plan|pdp|objectives|revalidation|registration"
    r"|induction|preceptorship|probation|contract|interview|application|supervision|compliance|bls|certificates?|career|options?|goals?"
    r"|feedback|qualifications?|medical|health|husband|wife|manager|review|grievance|complaint|history|password|login|passport|maternity)\b"
)
_JOB = (
    r"(?:a |an |the |our |my |is |currently |who(?:'s| is)(?: a| an)? |newly qualified |trainee |senior |band |aged? )*"
    r"(?:band ?\d|b ?\d\w?\b|\d[ab]?\b|hcas?\b|hcsw|rn\b|rgn|rmn|nurse|staff nurse|carer|care (?:assistant|worker|support)|healthcare"
    r"|support worker|physio|midwi|porter|paramedic|pharmacist|pharmacy|radiograph|dietitian|admin|receptionist|student|apprentice|tna\b"
    r"|nursing associate|assistant practitioner|occupational|ot\b|ward (?:clerk|manager)|domestic|housekeeper|social worker|ward sister"
    r"|sister|matron|deputy|team lead|aged?\b|\d\d ?(?:yrs?|years?|yo)\b|wants? to|wanting|hoping|looking to|would like|ward \w+|bed \w+"
    r"|bay \w+|dob\b|d\.o\.b|nhs n|new starter|returner|international)"
)
AFTER = re.compile(
    rf"['’]s\s+(?:\w+\s+){{0,2}}{_RECORD}|\s*[,(:;–-]\s*{_JOB}|\s+is {_JOB}"
    r"|\s+(?:wants?|would like|wishes|hopes|is (?:interested|hoping|looking)) (?:to|in)\b"
    r"|\s+(?:in|on|from) (?:my|our) (?:team|ward|unit|department|shift|bay|floor|clinic|home)\b|\s+on ward \w+",
    re.IGNORECASE,
)
AFTER_KNOWN = re.compile(
    rf"s?\s+{_RECORD}|\s+(?:who is |who's )?{_JOB}|\s+(?:wants?|needs?) an?\b|\s+still (?:employed|work)"
    r"|\s+(?:ke|ki|ka|ko) (?:bare|baare|liye|training|record)",
    re.IGNORECASE,
)
AND = re.compile(r"\s*(?:,|,? ?and|&|\+|or|y|e|at|i|und|et)\s*", re.IGNORECASE)
ASKS_OF = re.compile(
    r"\b(?:is|are|has|have|did|does|do|can|could|was|will|would|should|may|band is|that|if|whether|when is|when does|how much is"
    r"|how much does|how long has)\s+$",
    re.IGNORECASE,
)
DOES = re.compile(
    r"\s+(?:(?:and|&) [^.?!]{1,40}? )?"
    r"(?:\w+ly |(?:still|currently|been|got|gets?|have|has|had|an?|any|his|her|their|not|ever|the|really|be|being|to|able|on) )*"
    r"(?:employed|pregnant|off|sick|ill|suspended|disciplin\w+|pass(?:ed)?|fail(?:ed)?|up to date|compliant|overdue|due|paid|earn\w*|leave"
    r"|criminal|book|eligible|allowed|complet\w+|done|finish\w*|register\w*|qualif\w*|ready|apply|attend\w*|miss(?:ed)?|start|hiv|covid"
    r"|cancer|depress\w+|divorced|married|gay|leaving|sacked|dismissed|promoted|do(?:ing)?|work(?:ing)? (?:as|in|on)|go on|join|move"
    r"|become|take|need)\b",
    re.IGNORECASE,
)
OTHER_SCRIPTS = re.compile(
    r"(?:मेरा नाम|मेरो नाम|उसका नाम|इनका नाम)\s+(?P<a>\S+(?:\s(?!है|हूँ|हो)\S+)?)(?=\s*(?:है|हूँ|हो|$))|(?:എന്റെ|എന്‍റെ) പേര്\s+(?P<b>\S+(?:\s\S+)?)"
    r"|(?:اسمي|اسمه|اسمها)\s+(?P<c>\S+(?:\s\S+)?)|(?:मरीज़?|रोगी|बिरामी)\s+(?P<d>\S+\s\S+)(?=\s+(?:के|की|का|को))"
)
ABOUT = re.compile(
    r"(?:\b(?:about|regarding|concerning|brief(?:ing)?(?: me| us)?(?: on| about| for)?|look up|update on"
    r"|sobre|despre|tungkol kay|kay|ni|si)\s*:?\s+|^\W*re:?\s+)$",
    re.IGNORECASE,
)
ENDS = re.compile(r"\s*(?:$|[?.!,;:)\n]|['’]s\b|\b(?:and|who|please|pls|po|for)\b)", re.IGNORECASE)
IN_SMALL_LETTERS = re.compile(
    r"\b(?:brief(?:ing)?(?: me| us)?(?: on| about| for)?|page for)\s*:?\s+(?P<name>[^\W\d_A-Z]{3,}(?: [^\W\d_A-Z]{3,}){1,2}?)"
    rf"(?=,? {_JOB})"
)
