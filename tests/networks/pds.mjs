// A real Bluesky server on loopback with one account, for `make test-networks`. Prints one line of JSON when it is ready,
// and ends when its standard input is closed.
import { TestNetworkNoAppView } from "@atproto/dev-env";

const account = { email: "acorn@example.test", handle: "acorn.test", password: "not-a-secret" };
const network = await TestNetworkNoAppView.create({ pds: { hostname: "localhost" } });
const client = network.pds.getClient();
const made = await client.createAccount(account);
console.log(JSON.stringify({ url: network.pds.url, did: made.data.did, ...account }));
process.stdin.on("end", async () => {
  await network.close();
  process.exit(0);
});
process.stdin.resume();
