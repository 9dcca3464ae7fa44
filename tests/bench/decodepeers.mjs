// The peers of bench_decode on the very frames that it decoded: tardis-dev's normalisers and ccxt pro's handleMessage,
// each with JSON.parse, beside JSON.parse alone. CPU time of the process, rounds in turn, medians.
//   bench_decode 9 FRAMES CORPUS; node decodepeers.mjs CORPUS TARDIS.mjs CCXT [ROUNDS]
// FRAMES' second column: the exchange in tardis-dev's words, a tab, the date from which its mapper is wanted, or "-".
// TARDIS.mjs: the package bundled into one file; CCXT: the folder of the npm package.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [corpusFile, tardisFile, ccxtFolder, roundsText] = process.argv.slice(2);
const rounds = Number(roundsText ?? 9);
const tardis = await import(pathToFileURL(tardisFile).href);
const ccxt = (await import(pathToFileURL(`${ccxtFolder}/js/ccxt.js`).href)).default;

const corpus = readFileSync(corpusFile, 'utf8').trimEnd().split('\n').map((line) => {
  const [venue, exchange, made, text] = line.split('\t');
  return { venue, key: `${exchange} ${made}`, exchange, made, text };
});
const now = new Date();

// One mapper of each kind that the exchange has, as a client of tardis-dev's streams uses them.
const mappers = new Map();
for (const { key, exchange, made } of corpus) {
  if (mappers.has(key)) continue;
  const all = [];
  for (const make of [tardis.normalizeTrades, tardis.normalizeDerivativeTickers, tardis.normalizeLiquidations]) {
    try { all.push(make(exchange, made === '-' ? now : new Date(made))); } catch { /* it has none of that kind */ }
  }
  mappers.set(key, all);
}
function runTardis() {
  let rows = 0;
  for (const frame of corpus) {
    const message = JSON.parse(frame.text);
    for (const mapper of mappers.get(frame.key)) {
      if (!mapper.canHandle(message)) continue;
      for (const _ of mapper.map(message, now) ?? []) ++rows;
    }
  }
  return rows;
}

const classOf = {
  'binance-usdm': 'binanceusdm', 'binance-coinm': 'binancecoinm', aster: 'aster', okx: 'okx', bybit: 'bybit',
  bitget: 'bitget', gate: 'gate', htx: 'htx', kucoin: 'kucoinfutures', mexc: 'mexc', phemex: 'phemex',
  hyperliquid: 'hyperliquid', dydx: 'dydx', lighter: 'lighter', deribit: 'deribit', kraken: 'krakenfutures',
  bitfinex: 'bitfinex', cryptocom: 'cryptocom', woox: 'woo', delta: 'delta' };
// No socket: what handleMessage resolves is counted and forgotten.
class Client {
  constructor(url) { Object.assign(this, { url, subscriptions: {}, futures: {}, messageQueue: {}, resolved: 0, keepAlive: 30000 }); }
  resolve(value) { ++this.resolved; return value; }
  reject(error) { throw error; }
  future() { return { resolve() {}, reject() {} }; }
  reusableFuture() { return this.future(); }
  send() { return Promise.resolve(); }
  onPong() { }
}
const clients = new Map();
function clientOf(venue) {
  if (clients.has(venue)) return clients.get(venue);
  const Class = ccxt.pro[classOf[venue]];
  let entry = null;
  if (Class?.prototype.handleMessage) {
    const exchange = new Class({ options: { defaultType: 'swap' } });
    exchange.setMarkets([]);
    // Errors of unknown markets come as promises that nobody awaits; they are counted as not resolved.
    entry = { exchange, client: new Client(firstUrl(exchange.urls.api?.ws ?? exchange.urls.api)) };
  }
  clients.set(venue, entry);
  return entry;
}
function firstUrl(value) {
  if (typeof value === 'string') return value;
  const swap = value?.swap ?? value?.future ?? value?.public ?? Object.values(value ?? {})[0];
  return swap === undefined ? 'wss://127.0.0.1' : firstUrl(swap);
}
function handles({ venue, text }) {
  const entry = clientOf(venue);
  if (!entry) return false;
  const before = entry.client.resolved;
  try { entry.exchange.handleMessage(entry.client, JSON.parse(text)); } catch { return false; }
  return entry.client.resolved > before;
}
process.on('unhandledRejection', () => { });
const known = corpus.filter(handles);
function runCcxt() {
  for (const { venue, text } of known) {
    const { exchange, client } = clients.get(venue);
    try { exchange.handleMessage(client, JSON.parse(text)); } catch { /* counted before */ }
  }
  return known.length;
}
function runParse() {
  let count = 0;
  for (const { text } of corpus) count += JSON.parse(text) === null ? 0 : 1;
  return count;
}

const work = [['JSON.parse', runParse, corpus.length], ['tardis-dev', runTardis, corpus.length], ['ccxt pro', runCcxt, known.length]];
const times = work.map(() => []);
let made = [];
for (const [, run] of work) run(); // compiled
for (let round = 0; round < rounds; ++round) {
  made = work.map(([, run, count], i) => {
    const start = process.cpuUsage();
    const rows = run();
    const spent = process.cpuUsage(start);
    times[i].push((spent.user + spent.system) * 1e3 / count);
    return rows;
  });
}
console.log(`node ${process.version}, ccxt ${ccxt.version}, ${corpus.length} frames, ${rounds} rounds in turn`);
work.forEach(([name, , count], i) => {
  const sorted = times[i].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1) + 0.5)].toFixed(0);
  console.log(`${name.padEnd(11)} ${at(0.5).padStart(7)} ns a frame (${at(0.1)} .. ${at(0.9)}), ${count} frames, ${made[i]} rows`);
});
process.exit(0);
