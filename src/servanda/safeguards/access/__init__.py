"""Who may do what with whose data, for which purpose: `decide` says yes or no with the clauses it rests on.

`policy.assemble` makes a `Policy` of the agreements, the page of access rules and the company's roles;
`deciding.decide` is the plain reading of it, `compiled.compile_policy` the fast one that agrees with it,
`batch` the one for columns, `cedar` the same rules for another engine.
"""
