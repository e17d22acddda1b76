# The service alone, as a user without rights, on a read-only file system. Only /data is written to, with SQLite and for recordings (MEDIA_DIR).
# Builds in a clone, and in a folder where the package of the service was unpacked.
#
#   docker build -t mentor-slots .
#   docker run --read-only --cap-drop ALL -e JWT_SECRET -e DATABASE_URL -v slots:/data -p 3000:3000 mentor-slots

# The larger image has the compiler that SQLite's driver needs.
FROM node:22-bookworm AS package
WORKDIR /source
COPY . .
# In a clone the package is made first; what was unpacked is one already.
RUN mkdir /app && if [ -d release ]; then \
      npm ci --no-audit --no-fund && npm run pack -- /package && tar -xzf /package/*.tgz --strip-components=1 -C /app; \
    else cp -r . /app; fi
WORKDIR /app
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data/mentor-slots.db
WORKDIR /app
COPY --from=package /app ./
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "server/cli/mentor-slots.mjs"]
CMD ["serve"]
