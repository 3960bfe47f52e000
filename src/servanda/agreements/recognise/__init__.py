"""Recognition: which sentences of an agreement do what a provision of the law asks for.

For: rules, one file a topic in `topics/`, each provision described by the elements the law asks for.
Not for: the law's own text (law) or the wording of proposals.
Invariants: a rule is found by its alias and stands in one file; every judgement rests on a sentence
of the document or says that nothing speaks; patterns see plain spelling, quotes are the document's.
"""
