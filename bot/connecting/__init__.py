"""How accounts are connected: what each network asks for, where the secrets are kept, how they stay good."""
