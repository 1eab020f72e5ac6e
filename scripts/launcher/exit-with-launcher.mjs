// Loaded before the web server: when the launcher dies without a word (kill -9), the server must not go on alone, holding
// the port while nobody looks after its database.
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 10_000).unref();
});
