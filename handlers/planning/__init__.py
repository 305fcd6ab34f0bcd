"""What is planned: a day, a week or a month of it, moved from there, drawn, and handed to calendar programs."""
