// The thread that makes protocol documents; built beside the server, which starts it.
import "@kendali/api/document-worker";
