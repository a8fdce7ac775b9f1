"""Facts of English."""

from tqcheck.languages import facts
from tqcheck.languages.facts import LABEL_END, words


class Commentary(facts.Commentary):
    signs = (
        *("translat", "rendering", "original", "pinyin", "source", "illegible", "unclear"),
        *("unread", "unintellig", "indeciph", "inaudib", "unknown", "garbled", "provided"),
        *("text", "let me", "feel free", "anything", "hope", "hesitate", "happy to"),
        *("would you", "if you", "can help", "can assist"),
        *("note", "n.b", "disclaimer", "tn:"),
        *("t/n", "t.n", "as an", "english version", "sorry", "afraid", "unable", "article"),
        *("passage", "document", "wording", "version", "literal"),
    )
    translating = r"\btranslat(?:e[ds]?|ing|ions?|ors?)\b|\brendering of\b"
    text = (
        r"\b(?:original|source|Chinese|English|provided|given) (?:Chinese |English )?"
        r"(?:text|version|article|passage|document|wording|formatting)\b"
        r"|\b(?:text|article|passage|document|version) in (?:Chinese|English)\b"
        r"|\bin (?:the )?(?:original|source)(?=\W*$|[,.;:)\]]|,? (?:text|and|but"
        r"|as|is|was))"
        r"|\btext (?:you )?(?:provided|above|below|given)\b|\bin pinyin\b"
    )
    voice = (
        r"(?-i:\bI\b)|\b(?:me|my|you|your|we|our)\b|\bhere(?:['’]s| is| are|by)\b"
        r"|\b(?:below|following) (?:is|are)\b|\bas follows\b|\bnote\b|\bplease\b"
        r"|^\W*(?:sure|certainly|of course|okay|ok|absolutely|great|understood)\b"
        r"|\b(?:this|the) translat(?:ion|ed text) (?:is|aims|was|has|preserves"
        r"|retains|keeps"
        r"|follows|captures|reflects|maintains|tries|attempts|may|uses|conveys)\b"
        r"|^\W*translat(?:e|ing) (?:the|this|into|from)\b"
    )
    label = (
        r"^\W*(?:(?:full|complete|final|english|chinese|literal|my|the) )*"
        r"(?:translation|translated (?:text|version)|english version|target text)"
        rf"(?: \([^()]{{1,20}}\))?{LABEL_END}"
    )
    introduction = (
        r"^\W*(?:an?|or,?|alternatively,?(?: an?)?) (?:more|less|slightly|somewhat)"
        r"(?: (?:more|less))? (?:literal|natural|idiomatic|fluent|polished|concise|formal"
        r"|faithful|readable)(?:ly)?\b(?: (?:\w+ )?(?:translation|version|rendering"
        r"|alternative)\b)?[^.]{0,40}?(?:[:：]|$)"
    )
    refusal = (
        r"\bI(?:['’]m| am)? (?:sorry|afraid|unable|not able|apologi[sz]e)\b.{0,60}"
        r"\b(?:can(?:not|['’]t)|unable|not able)\b.{0,60}"
        r"\b(?:translat\w*|text|content|request|assist)\b"
        r"|\bplease (?:provide|paste|share|send)\b.{0,40}\b(?:text|content|article"
        r"|source)\b"
        r".{0,20}\b(?:translat\w*|you(?:['’]d| would)? (?:like|want))\b"
    )
    note = (
        r"^\W*(?:translator['’]?s['’]? )?(?:notes?|n\.b\.|disclaimer)\W{0,3}[:：]"
        r"|^\W*please note that\b"
    )
    offer = (
        r"\b(?:let me know|feel free|don['’]t hesitate|happy to (?:help|assist)"
        r"|would you like me to|(?:is|if) there(?:['’]s| is)? anything(?: else)?"
        r"|can (?:help|assist) you|if you (?:need|have|want|wish|require|would like)"
        r" (?:me to|any|more|further|additional|other|another|help|changes"
        r"|it to))\b.{0,100}"
        r"\b(?:changes?|adjust\w*|further|assist\w*|help|else|refine\w*|revis\w*|edits?"
        r"|more text|improve\w*|clarif\w*|modif\w*|proceed)\b"
        r"|\bhope (?:this|that|it) helps\b"
    )
    model = (
        r"\bas an? (?:AI|artificial intelligence)(?: language)? (?:model|assistant"
        r"|translator)\b"
        r"|\bas a (?:large )?language model\b"
    )
    agreement = (
        r"(?:sure(?: thing)?|certainly|of course|okay|ok|absolutely|understood|got it"
        r"|no problem|gladly|with pleasure)"
    )
    credit = (
        r"(?:machine[- ])?translat(?:ed|ion) (?:\w+ ){0,3}?(?:by|with|using)\b"
        r"|translators?\W{0,3}[:：]|machine translat(?:ion|ed)\b"
    )
    figurative = (
        r"\btranslat(?:e[ds]?|ing) (?:[\w'’]+ ){0,6}?(?:in)?to\b"
        r"(?! (?:\w+ ){0,2}?(?:(?-i:[A-Z])|english|chinese|german|french|spanish"
        r"|japanese|russian"
        r"|\w+ languages?\b))"
    )
    translators = r"translat(?:or|er)s?['’]?s?['’]? (?:note|comment|remark)s?|t\.?/?n\.?(?=[:：])"
    illegible = (
        r"illegible|unclear|unintelligible|unreadable|indecipherable|untranslat\w+"
        r"|inaudible"
        r"|unknown (?:word|term|name)|garbled"
    )


class Omissions(facts.Omissions):
    signs = (
        *("omit", "truncat", "abridg", "abbrev", "shorten", "skip", "left out", "elided"),
        *("translat", "not in", "not sh", "remov", "cut", "contin", "unchang"),
    )
    part = (
        "text|rest|remainder|remaining|contents?|passages?|paragraphs?|parts?|sections?"
        "|portions?|lines?|translation|article|following|above|middle|further|details?"
        "|sentences?|stanzas?|verses?"
    )
    omitted = (
        "omitted|truncated|abridged|abbreviated|shortened|skipped|left out|elided"
        "|untranslated|not translated|not included|not shown|(?:removed|cut) for (?:brevity|length)"
    )
    remark = "cut off|to be continued|unchanged"
    continued = "continues|continued"
    continued_where = "here|below|on|in|as|with"
    reason = "brevity|length|space"
    rest = "the (?:rest|remainder|remaining|following)|(?:the )?remaining"
    rest_at_start = "rest|remainder|remaining (?:text|content|part|paragraphs?)"
    writing = (
        "text|article|story|passage|content|document|speech|letter|report|list|poem"
        "|chapter|essay|paragraphs?|sections?|translation|lines|verses"
    )
    be = "is|are|was|were|has been|have been|will be"


class Facts(facts.Facts):
    function_words = words(
        """
        the of and to in a is that for it was on are as with be by at this have from or not but an
        they which you were their has will can its if we when there been your would who more no all
        about our he his she her had these than into do does how what so also any
        """
    )
    sentence_openers = words(
        """
        after although another before besides both despite during each earlier even every few first
        finally further furthermore here however its last later many meanwhile moreover most much my
        nevertheless now once one only others our perhaps second several since some soon still such
        then there therefore these third those though through thus today together under until upon
        while whoever why yes yesterday yet
        """
    )
    abbreviations = words(
        """
        Messrs Mme Mlle Rev Hon Fr Sr Gen Maj Col Lt Capt Cpt Cmdr Cdr Adm Sgt Cpl Pvt Brig Pres Gov
        Sen Rep Amb Supt Insp Asst Assoc Dir Mt Ft Sts Drs Profs e.g i.e viz cf vs v ca approx esp
        incl
        """
    )
    abbreviations_before_numbers = words(
        """
        Chap chap Eq eq para paras Tab Pt pt Ser Bk n l ll op Ref ref
        """
    )
    abbreviations_at_ends = words(
        """
        Mon Tue Tues Wed Thu Thur Thurs Fri Sat Ave Blvd Rd Dept Univ Inst Assn Ala Ariz Ark Calif
        Colo Conn Del Fla Ill Ind Kan Mass Mich Minn Miss Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt
        Wash Wis Wyo Esq PhD al ibid sq dept eds Eds ft oz lb lbs
        """
    )
    speaker = (
        r"(?:[\w.'’-]{1,20}\s){1,5}?(?:said|says|asked|asks|added|replied|answered|cried|shouted"
        r"|exclaimed|told|wrote|explained|continued|called|yelled|whispered|wondered|demanded)\b"
        r"(?!\s+that\b)(?![^.!?\n]{0,40}:)"
    )
    doubled_words = words(
        """
        had that is do will her very so much many long far no bye ha ho hey now again really too
        never yeah yes blah knock tut ta da la in on it you old big slowly more up poor dear please
        toot hear chop hush there well boo yum pretty quite half back bit fifty one go
        """
    )
    articles = words("the a an")
    prepositions_of_place = "in|of|at|from"
    commentary = Commentary
    omissions = Omissions
    newspaper_column = "(?:special |regular )?column|section|rubric"
    newspaper_page = r"page|p\.|edition"
