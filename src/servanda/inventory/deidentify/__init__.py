"""De-identified copies: every value of a detected column is masked, hashed, tokenised, made general or
redacted. Whether the copy is anonymous in law is not decided here: what is left may still single out.
"""
