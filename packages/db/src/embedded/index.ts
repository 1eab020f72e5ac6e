export { connectionOptions } from "./connection-options.ts";
export { hasCluster } from "./has-cluster.ts";
export { instanceDirectory } from "./instance-directory.ts";
export { readPreparationStamp, writePreparationStamp } from "./preparation-stamp.ts";
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./start-embedded-postgres.ts";
export { startTemporaryPostgres } from "./temporary-postgres.ts";
export { withDatabase, type DatabaseChoice } from "./with-database.ts";
