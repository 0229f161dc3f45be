"""Words of the trade, and what to say in their place; a team adds its own."""

from collections.abc import Mapping
from types import MappingProxyType

from statusboard.domain.language import Language

# A pattern without regard to capital letters, and plain words; empty: leave it out.
Glossary = Mapping[str, str]

_ENGLISH: Glossary = {
    r"(?:HTTP )?(?:[45]xx|40[013-9]|41\d|42[29]|50\d|52\d)(?: class| series|-level)? "
    r"(?:errors?|responses?|status(?: codes?)?|codes?)": "errors",
    r"(?:HTTP )?50[0-4] (?:Bad Gateway|Internal Server|Service Unavailable|Gateway Time-?out)"
    r"(?: errors?)?": "errors",
    r"[45]xx(?:es|['’]?s)?|50[0-4]['’]?s": "errors",
    r"HTTP (?:error )?[45]\d\d": "an error",
    r"p(?:50|75|90|95|99(?:\.9)?)": "the slowest answers",
    r"latenc(?:y|ies)": "slow answers",
    # A shop's “POD” is another thing, and by “Pod 17” customers know where they are kept.
    r"(?-i:[Pp]ods?)(?! ?\d)": "servers",
    r"(?:worker |database |cluster |compute |cache |kubernetes |faulty |storage |affected |"
    r"unhealthy |multiple |several )?nodes?(?!\.js|-)": "servers",
    r"fail-?overs?": "switched to the reserve",
    r"(?:(?<=\bwe )|(?<=\bwe have )|(?<=\bwe['’]ve )|(?<=\bbeen ))failed over": "switched to the "
    r"reserve",
    # Payments that “failed over a period” did not switch to anything.
    r"fail(?:ed|ing|s)?[- ]over(?= (?:to|from|onto|as|and|correctly|automatically|successfully|"
    r"cleanly|properly|between)\b|[.,;])": "switched to the reserve",
    r"roll(?:ed|ing|s)?[- ]?backs?|roll(?:ed|ing)? (?:it|this|that|them|the (?:\w+ )?"
    r"(?:change|release|update|deploy\w*)) back": "took the change back",
    r"revert(?:ed|ing)? (?:the |a |this )?(?:commit|deploy\w*|release|change)": "took the change "
    r"back",
    # Who keeps domains with us sets their records.
    r"DNS(?! (?:API|records?|zones?|management|hosting|settings)\b)": "the directory of addresses",
    r"(?:re)?deploy(?:ed|ing|ment|ments|s)?": "release",
    r"hot[- ]?fix(?:ed|es)?": "correction",
    r"kubernetes|k8s": "our servers",
    r"(?:load[- ]?balancers?|LBs?)": "the entrance of our servers",
    r"(?:shards?|sharding|replicas?|replication(?: lag)?)": "copies of the data",
    # An “upstream provider” is said to be a provider.
    r"upstreams?(?! (?:\w+ ){0,2}(?:providers?|vendors?|suppliers?|carriers?|partners?)"
    r"\b)": "a supplier",
    r"downstream": "what depends on it",
    r"back[- ]?ends?": "our systems",
    r"micro-?services?": "our systems",
    r"throughput": "how much gets through",
    r"packet loss": "lost connections",
    r"BGP": "the routes of the network",
    r"RCAs?": "report of the cause",
    r"SLOs?|SLIs?": "target",
    r"(?:OOM|out[- ]of[- ]memory|memory leak)": "too little memory",
    r"(?:stack ?traces?|segfaults?|null ?pointers?(?: exceptions?)?)": "a fault",
    r"cron(?: ?jobs?)?": "work done at set times",
    r"ingress|egress": "the network",
    r"TTLs?": "waiting time",
    r"race condition": "a fault",
    r"(?:mutex|deadlocks?|thread pools?|connection pools?)": "a fault",
    r"(?:config(?:uration)? push|feature flags?)": "a change of settings",
    r"hypervisors?": "servers",
    r"(?:CPU|I/?O|IOPS|disk) (?:usage|utili[sz]ation|saturation|spikes?)": "load",
}
_GERMAN: Glossary = {
    r"[45]xx(?:-Fehler\w*)?": "Fehler",
    r"HTTP[- ](?:Fehler )?[45]\d\d": "ein Fehler",
    r"p(?:50|75|90|95|99)": "die langsamsten Antworten",
    r"Latenz\w*": "langsame Antworten",
    r"Pods?": "Server",
    r"(?:Worker-|Datenbank-|Cluster-)?(?:Nodes?|Knoten)": "Server",
    r"Fail-?over\w*": "Umschalten auf die Reserve",
    r"Roll-?backs?|zurückgerollt": "Zurücknehmen der Änderung",
    r"DNS(?!-(?:Eintr|Zone|Verwaltung|Einstellung))(?:-\w+)?": "das Verzeichnis der Adressen",
    r"Deploy(?:ment|ments|t)?|deployt\w*": "neue Fassung",
    r"Hot-?fix\w*": "Korrektur",
    r"Kubernetes|K8s": "unsere Server",
    r"Load-?[Bb]alancer\w*": "der Eingang zu unseren Servern",
    r"(?:Shards?|Replikation\w*|Replikas?)": "Kopien der Daten",
    r"Back-?ends?(?:-\w+)?": "unsere Systeme",
    r"Microservices?": "unsere Systeme",
    r"Paketverlust\w*": "verlorene Verbindungen",
    r"BGP": "die Wege im Netz",
    r"Cron-?[Jj]obs?": "Arbeiten zu festen Zeiten",
    r"Timeouts?": "ausbleibende Antworten",
}
GLOSSARIES: Mapping[Language, Glossary] = MappingProxyType(
    {Language.ENGLISH: MappingProxyType(_ENGLISH), Language.GERMAN: MappingProxyType(_GERMAN)}
)
