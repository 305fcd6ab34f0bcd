"""What an account's own results teach: when its readers are there, which hashtags went with what. With its doubt."""
