# One image for the site, the job worker and the one-off set-up; see compose.yaml.
FROM python:3.13-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends gettext fonts-thai-tlwg libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 thongthin \
 && install -d -o thongthin -m 0750 /var/log/thongthin
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/thongthin
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY . .
# The settings want addresses even where nothing is connected to.
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e . \
 && find platform modules tenants onboarding -path '*/LC_MESSAGES/*.po' -exec sh -c 'msgfmt --check-format -o "${1%.po}.mo" "$1"' - {} ';' \
 && DJANGO_ENV=local SECRET_KEY=build-only PUBLIC_HOST=localhost DATABASE_URL=postgis://none:none@127.0.0.1:1/none \
    S3_ENDPOINT=127.0.0.1:1 S3_ACCESS_KEY=none S3_SECRET_KEY=none python manage.py collectstatic --no-input --verbosity 0 \
 && chown -R thongthin .local
USER thongthin
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--config", "python:config.serving", "--bind", "0.0.0.0:8000"]
