# Runs the bot as nobody in particular: docker run --env-file .env -v greenlight:/data IMAGE
FROM python:3.11-slim

# Letters for pictures, Hangul among them; without a font they are left out, and the words say the same.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-noto-cjk && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 greenlight && install -d -o greenlight /data
WORKDIR /app
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY manifest.yml .
COPY storage storage
COPY handlers handlers
COPY bot bot

USER greenlight
ENV DATABASE_URL=sqlite:////data/greenlight.db PYTHONUNBUFFERED=1
VOLUME /data
# The migration is safe to repeat, so every start begins with it.
CMD ["sh", "-c", "python -m bot migrate && exec python -m bot run"]
