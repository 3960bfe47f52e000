"""The families of words that patterns are composed of: `{notify}` is every way to say it.

Patterns see the plain spelling of `servanda.agreements.plain`. A family is a regular expression
without groups of its own; one that a pattern needs and a sentence lacks spares the whole pattern.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

FAMILIES: dict[str, str] = {
    # who
    "P": r"(?:processor|processors)",
    "C": r"(?:controller|controllers)",
    "sub": r"(?:subprocessors?|sub-?contractors?|subcontracting|subprocessing|third part(?:y|ies) (?:service )?(?:providers?|vendors?|subcontractors?)|affiliates?)",
    "authority": r"(?:supervisory authorit\w+|data protection authorit\w+|regulat\w+(?: authorit\w+| bod\w+)?|competent authorit\w+|privacy authorit\w+|government\w* authorit\w+|relevant authorit\w+|authorit(?:y|ies)|information commissioner\w*|ico\b|dpa authority|(?:national )?(?:commission(?:er)?|agency|office|inspectorate) (?:for|of|on) (?:the )?(?:protection of )?(?:\w+ )?(?:personal )?data(?: protection)?|privacy commission\w*|cnil\b)",
    "subject": r"(?:data subjects?|data subject's|individuals?|consumers?|affected persons?|natural persons?|data principals?|(?:persons?|people|those) (?:concerned|affected)|controller\'s (?:end )?(?:users|customers|clients|patients|employees|staff|people)|end users?|patients?|customers of controller)",
    "staff": r"(?:personnel|employees?|staff|workforce|workers?|persons? (?:authoriz\w+|acting|engaged|with access|who|entrusted|having)|individuals? (?:authoriz\w+|acting|engaged|who)|people|anyone|any person|all persons|each person|agents?|those (?:persons|individuals)|natural persons (?:acting|who)|team members?|contractors|everyone|everybody|whoever|team\b|all hands)",
    # modality
    "shall": r"(?:shall|will|must|agrees? (?:that it (?:shall|will)|to|and warrants)|undertakes? (?:that it (?:shall|will)|to)|is (?:obliged|obligated|required|bound) to|commits? to|covenants?|warrants? that|ensures?|has to|is responsible for|represents?)",
    "only": r"(?:only|sole(?! (?:cost|discretion|option|expense|risk|liabil|remed|responsib))|solely|exclusively|strictly|no other purpose|other than|not .{0,60}?(?:except|unless|other than|outside|beyond|without)|limited to|nothing but|nothing else|for no other)",
    "without": r"(?:without|unless|absent|except (?:with|where|upon)|prior to obtaining|until|subject to)",
    # what the processor does
    "process": r"(?:process(?:es|ed|ing)?|use[sd]?|using|handl(?:e|es|ed|ing)|carr(?:y|ies) out|access(?:es)?|act(?:s|ing)?|do(?:es)? with|work(?:s|ing)? with|touch(?:es)?)",
    "notify": r"(?:notif(?:y|ies|ied|ying|ication|ications)|inform(?:s|ed|ing)?|advis(?:e|es|ed|ing)|alert(?:s|ed)?|report(?:s|ed|ing)?|tells?|told|warn(?:s|ed|ing)?|rings?\b|calls?\b|phones?\b|telephones?\b|e-?mails?|mails?|writes? to|let(?:s|ting)? (?:\w+ ){1,3}?know|post(?:s|ed|ing)? (?:\w+ ){0,4}?(?:on|to)|make (?:controller )?aware|(?:giv|provid|send|serv|deliver|post|publish)\w* (?:\w+ ){0,6}?(?:notices?|notifications?|notified|announcement)|notice|communicat(?:e|es|ed|ing|ion)\b|announc\w+|raise\w* (?:this|the matter|it) with|bring\w* .{0,30}?attention|let controller know|disclos(?:e|es|ed)|appris(?:e|es|ed|ing)|point(?:s|ed)? (?:this|it|that) out|says? so|spells? it out|draws? .{0,30}?attention|draw\w* .{0,30}?attention|ma(?:k|d)\w* (?:\w+ ){0,6}?known)",
    "assist": r"(?:assist(?:s|ed|ing|ance)?|help(?:s|ing)?|support(?:s|ing)?|cooperat(?:e|es|ion|ing)|aid(?:s|ing)?|lend(?:s)? (?:\w+ )?(?:a |its )?(?:hand|support|aid|help)|enabl(?:e|es|ing)|facilitat(?:e|es|ing)|collaborat(?:e|es|ion))",
    "provide": r"(?:provid(?:e|es|ed|ing)|plac(?:e|es) at .{0,24}?disposal|mak(?:e|es|ing) (?:\w+ ){0,4}?available|made available|suppl(?:y|ies)|furnish(?:es)?|giv(?:e|es|ing)|deliver(?:s)?|disclos(?:e|es)|shar(?:e|es)|submit(?:s)?|produce(?:s)?|send(?:s)?|offer(?:s)?)",
    "engage": r"(?:engag(?:e|es|ed|ing|ement)|appoint(?:s|ed|ing|ment)?|us(?:e|es|ed|ing)|retain(?:s|ed|ing)?|subcontract(?:s|ed|ing)?|subprocess(?:ed|ing)?|hir(?:e|es|ed|ing)|employ(?:s|ed|ing)?|commission(?:s|ed|ing)?|contract(?:s|ed|ing)? (?:with|out)|outsourc\w+|delegat(?:e|es|ed|ing)|authoriz(?:e|es|ing) (?:\w+ ){0,3}?subprocessors?|transfer|hand over|disclos(?:e|ing|ure)|involv(?:e|es|ed|ing|ement)|bring(?:s|ing)? in|work(?:s|ing)? with|tak(?:e|es|ing) on|rel(?:y|ies|ying) on|add(?:s|ed|ing|ition)?|replac(?:e|es|ing|ement)|chang(?:e|es|ing)|permit|allow|enlist\w*|call upon)",
    "consent": r"(?:consents?|consented|approv(?:al|als|es?|ed)|authoriz(?:e|es|ed|ation|ations|ing)|agrees?|agreed|agreement|permission|permits?|acknowledges|accepts?|allows?|(?:fine|happy|ok|okay|comfortable) (?:with|for|about))",
    "implement": r"(?:implement(?:s|ed|ing)?|maintain(?:s|ed|ing)?|tak(?:e|es|en|ing)|adopt(?:s|ed)?|appl(?:y|ies|ied)|establish(?:es|ed)?|put(?:s|ting)? (?:\w+ ){0,8}?in place|has in place|have in place|observ(?:e|es)|employ(?:s)?|us(?:e|es)|operat(?:e|es)|ensur(?:e|es)|provid(?:e|es)|undertak(?:e|es)|keep(?:s)?|institut(?:e|es)|deploy(?:s)?|compl(?:y|ies) with)",
    "measures": r"(?:measures?|safeguards?|controls?|procedures?|practices|precautions|arrangements|protections)",
    "security": r"(?:security|secure|safeguards?|technical|organizational|protective)",
    "delete": r"(?:delet(?:e|es|ed|ing|ion)|destroy(?:s|ed|ing)?|destruction|eras(?:e|es|ed|ing|ure)|dispos(?:e|es|ed|al|ition)|purg(?:e|es|ed)|remov(?:e|es|ed|al)|shred\w*|wip(?:e|es|ed)|overwrit\w+|deidentif\w+|anonymiz(?:e|es|ed)|wip(?:e|es|ing))",
    "return": r"(?:return(?:s|ed|ing)?|(?:gets?|wants?|have|has|receives?) (?:\w+'?s? ){0,3}?(?:data|everything|it|them) back|get back|giv(?:e|es|ing) (?:\w+ )?back|hand(?:s|ed)? (?:\w+ )?(?:over|back)|give(?:s)? back|transfer(?:red)? (?:\w+ ){0,5}?(?:to|back)|retriev(?:e|al|ing)|export(?:s|ed|ing)?|tak(?:e|es|ing) (?:\w+'?s? ){0,3}?data (?:with|out)|download(?:s)?|surrender(?:s|ed)?|deliver(?:s|ed)? (?:up|back)|extract|port)",
    "end": r"(?:terminat(?:e|es|ed|ion|ing)|expir(?:y|ation|es|ed|e)|end(?:s|ed|ing)?(?: of)?|cessation|completion|conclusion|after the provision|ceases?|discontinu\w+|no longer (?:needed|required|necessary)|\bexit\b|offboard\w*|cancel\w*|closure|closing|(?:is|are|been) closed\b|leav(?:e|es|ing)|part(?:s|ing)? ways|(?:work|contract|job|services?|engagement|order) (?:is|are|has been|have been) (?:done|finished|completed?|performed)|(?:is|are) over\b)",
    "audit": r"(?:audit(?:s|ed|ing|or|ors)?|inspect(?:s|ed|ion|ions|or|ors|ing)?|examin(?:e|ation|ations)|review(?:s|ed)?|on-?site visits?|assessments?)",
    "demonstrate": r"(?:demonstrat(?:e|es|ed|ing)|prov(?:e|es|ing|of)\b|show(?:s|ing)?|verif(?:y|ies|ied|ication|ying)|evidenc(?:e|es|ing)|establish|confirm(?:s|ing|ation)?|document(?:s|ing)?|substantiat\w+|monitor|assess|attest\w*|see (?:that|whether))",
    "choice": r"(?:(?:at|upon|on|in accordance with|according to|per|by|following|as per|under|pursuant to) (?:the )?(?:\w+ )?(?:controller'?s? )?(?:written )?(?:choice|option|election|discretion|request|instructions?|direction|decision|demand|preference|selection)|(?:as|if|where|when|unless) (?:so )?(?:directed|instructed|requested|elected|chosen|decided|specified|otherwise \w+) by controller|controller (?:may|can|shall|will|must)? ?(?:elects?|chooses?|choose|requests?|instructs?|decides?|directs?|selects?|opts?|prefers?|wishes|wants|asks?(?: for it)?\b(?! for (?:a |the )?(?:cop|proof|confirm|certif)))|controller'?s? (?:choice|option|election|discretion|request|written request|instructions?|direction|decision)|(?:choice|option|election|discretion|request|instructions?|direction) of (?:the )?controller|if controller (?:does not|so)|which(?:ever)? controller|controller (?:tells?|says?|asks?) processor|tells? processor (?:whether|which|what|if)\b)",
    # how soon
    "soon": r"(?:without (?:an? )?(?:undue|unreasonable|any undue|unnecessary|culpable|any) delay|immediate(?:ly)?|prompt(?:ly)?|as soon as|forthwith|at once|expeditious\w*|within [\w() -]{1,40}?(?:hours?|days?)|no later than|not later than|in a timely manner|timely|at the latest|right away|straight ?away|at the earliest|instantly|as (?:quickly|fast|early) as|without delay|within [\w() -]{1,30}?weeks?|in no case later)",
    # things
    "breach": r"(?:personal data breach(?:es)?|data breach(?:es)?|security (?:breach(?:es)?|incidents?|events?)|breach(?:es)? of (?:security|the security|its security|personal data|unsecured)|incidents?|data incidents?|information security incidents?|unauthori[sz]ed (?:access|disclosure|use|or unlawful|processing)|accidental or (?:unlawful|unauthori[sz]ed)|accidental, unauthori[sz]ed|loss of personal data|breach(?:es|ed)?|compromis(?:e|ed)|leak(?:s|ed|age)?|hack(?:ed|s)?|stolen|(?:got|gets|gained) (?:at|access)|data loss|violation of (?:the )?(?:security|protection) of personal data|violations?)",
    "law": r"(?:laws?|legislation|legal (?:obligation|requirement|provision|duty)s?|legally|statut\w+|union or member state|regulations?|legal requirements?|court order)",
    "data law": r"(?:data protection (?:laws?|legislation|requirements?|rules?|provisions?|regulations?)|privacy laws?|gdpr|general data protection regulation|ccpa|applicable laws?|applicable legislation|laws?|regulation|provisions)",
    "transfer": r"(?:transfer(?:s|red|ring)?|export(?:s|ed)?|onward transfers?|mov(?:e|es|ed|ing)|relocat\w+|send(?:ing)?|process(?:ed|ing)? (?:\w+ ){0,4}?(?:in|outside)|access(?:ed|ible)? from|stor(?:e|ed|ing) (?:\w+ ){0,4}?outside)",
    "abroad": r"(?:third countr(?:y|ies)|international organi[sz]ations?|outside (?:of )?(?:the |of )?(?:eea|eu\b|european|united kingdom|uk\b|country|union|territor\w+|switzerland|member states?|region)|countr(?:y|ies) outside|another countr(?:y|ies)|other countr(?:y|ies)|cross-border|international(?:ly)? (?:data )?transfer\w*|non-eea|non-eu|abroad|globally|restricted transfers?|countries which do not|out of the (?:eea|eu|european)|adequate|adequacy)",
    "instructions": r"(?:instructions?|instructs?|instructed|directions?|directives|mandate|(?:an|the|any|its|such|written|recorded) orders?\b(?! (?:form|number|of precedence|to (?:provide|perform|ensure)))|orders (?:of|from|by|given)|(?:recorded|written|documented) orders|controller (?:\w+ )?(?:told|tells?|asks?|asked) (?:for\b|processor))",
    "same": r"(?:same|equivalent|substantially (?:similar|the same|equivalent)|no less (?:protective|stringent|onerous|restrictive)|not less (?:protective|stringent|onerous)|at least (?:as|the same|equivalent|equally)|similar|comparable|equal|as protective|as stringent|as restrictive|corresponding|identical|materially|analogous|consistent with|mirror\w*|in line with|back-to-back|at least (?:the )?(?:level|standard|degree)s? of|correspond(?:s|ing)? to|those (?:set out|in|imposed|contained|under|of)|the obligations (?:set out|in|imposed|of|under)|terms of this|requirements of (?:article 28|this)|as (?:are )?(?:imposed|set out|those)|no weaker|flow[s]? down|no lower|not lower|to the (?:same )?standards? (?:of|set)|as strict as|as strong as|(?:rules|terms|duties) agreed (?:here|in|between))",
    "liable": r"(?:liable|liability|responsib(?:le|ility)|accountable|answerable|answers? (?:to (?:\w+ )?)?for|liabilities|vouch\w*)",
    "rights": r"(?:requests?|applications? (?:of|by|from)|to (?:see|access|correct|rectify|erase)\b|rights?\b(?! and freedoms)|exercis(?:e|es|ing)|chapter iii|inquir\w+|enquir\w+|complaints?|queries)",
    "agreement": r"(?:agreements?|contracts?|terms|dpa\b|addend(?:um|a)|writing|written|clauses|undertakings?|obligations?)",
    "changes": r"(?:chang(?:e|es|ed|ing)|additions?|add(?:s|ed|ing)?|replac(?:e|es|ed|ement|ements|ing)|new|intended|intends?|proposed|additional|updat(?:e|es|ed|ing)|appoint(?:s|ed|ment|ing)?|engag(?:e|es|ed|ement|ing)|removal|modif\w+|prior to|before|planned|plans|different|further)",
}


_VERB = re.compile(r"(?<!sub)process(?!or)")
_FAMILY = re.compile(r"\{([A-Za-z ]+)\}")


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A pattern as a regular expression, and the families it cannot match without.

    ` .. ` is a gap of up to 90 characters, ` ... ` one of up to 260, both inside the sentence.
    """
    needed = tuple(dict.fromkeys(_required(pattern)))
    text = pattern.replace(" ... ", "\x00").replace(" .. ", "\x01")
    text = _FAMILY.sub(lambda m: FAMILIES[m[1]], text)
    text = text.replace("\x00", r"\b.{1,260}?\b").replace("\x01", r"\b.{1,90}?\b")
    # "process" in a pattern is the verb; the party is written out
    text = _VERB.sub("process(?!or)", text)
    # a pattern begins at the start of a word
    start = r"(?<!\w)" if text[:1].isalnum() or text[:3] == "(?:" else ""
    return re.compile(start + text), needed


def _required(pattern: str) -> list[str]:
    depth, found = 0, []
    for match in re.finditer(r"\{[A-Za-z ]+\}\??|[()]|\|", pattern):
        mark = match[0]
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
        elif mark == "|":
            if depth == 0:
                return []
        elif depth == 0 and not mark.endswith("?"):
            found.append(mark[1:-1])
    return found


@cache
def family(name: str) -> re.Pattern[str]:
    """One family as a regular expression."""
    return re.compile(rf"\b{FAMILIES[name]}")
