"""Where row-wise stages run; no other room knows which engine it is."""
