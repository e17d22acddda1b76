# The service alone, as a user without rights, on a read-only file system. Only /data is written to, with SQLite and for recordings (MEDIA_DIR).
#
#   docker build -t mentor-slots .
#   docker run --read-only --cap-drop ALL -e JWT_SECRET -e DATABASE_URL -v slots:/data -p 3000:3000 mentor-slots

# What runs, without what builds or tests it. The larger image has the compiler that SQLite's driver needs.
FROM node:22-bookworm AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY contract/package.json contract/
COPY server/package.json server/
COPY widget/package.json widget/
COPY demo/package.json demo/
COPY bench/package.json bench/
COPY e2e/package.json e2e/
RUN npm ci --omit=dev --workspace=@mentor-slots/server --no-audit --no-fund

FROM packages AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:/data/mentor-slots.db
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/package.json /app/schema.sql ./
COPY --from=build /app/contract/package.json contract/
COPY --from=build /app/contract/dist contract/dist
COPY --from=build /app/server/package.json server/
COPY --from=build /app/server/cli/mentor-slots.mjs server/cli/
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/widget/dist widget/dist
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "server/cli/mentor-slots.mjs"]
CMD ["serve"]
