"""A clause as typed tokens, and its figures each with the words around it."""
