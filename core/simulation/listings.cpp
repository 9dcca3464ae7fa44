#include "core/simulation/listings.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

struct Row {
    const char *symbol, *asset, *base, *quote, *settle;
    bool inverse;
    double contractSize, scale, intervalHours, cap, tick, lot, maxLeverage;
    double openInterestBase, turnoverUsd;
};

struct Venue {
    const char *id;
    std::vector<Row> rows;
    bool hasFixedInterval = false;
    double interestPer8h = .0001;
};

// Sizes are those of an ordinary day of early 2026, rounded.
const std::vector<Venue> &venues()
{
    static const std::vector<Venue> all{
        {"binance-usdm",
            {
                {"BTCUSDT", "BTC", "BTC", "USDT", "USDT", false, 1, 1, 8, .003, .1, .001, 125, 90e3, 12e9},
                {"BTCUSDC", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 8, .003, .1, .001, 125, 9e3, 1.2e9},
                {"ETHUSDT", "ETH", "ETH", "USDT", "USDT", false, 1, 1, 8, .003, .01, .001, 125, 2.1e6, 10e9},
                {"SOLUSDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .02, .01, .01, 100, 9e6, 2e9},
                {"XRPUSDT", "XRP", "XRP", "USDT", "USDT", false, 1, 1, 8, .02, .0001, .1, 75, 350e6, .9e9},
                {"DOGEUSDT", "DOGE", "DOGE", "USDT", "USDT", false, 1, 1, 8, .02, .00001, 1, 75, 2.6e9, .5e9},
                {"1000PEPEUSDT", "PEPE", "1000PEPE", "USDT", "USDT", false, 1, 1000, 4, .02, 1e-7, 1, 75, 20e9, .25e9},
            }},
        {"okx",
            {
                {"BTC-USDT-SWAP", "BTC", "BTC", "USDT", "USDT", false, .01, 1, 8, .015, .1, .0001, 100, 28e3, 3e9},
                {"BTC-USD-SWAP", "BTC", "BTC", "USD", "BTC", true, 100, 1, 8, .015, .1, 100, 100, 4.2e3, .3e9},
                {"ETH-USDT-SWAP", "ETH", "ETH", "USDT", "USDT", false, .1, 1, 8, .015, .01, .001, 100, 600e3, 2.2e9},
                {"SOL-USDT-SWAP", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .015, .01, .01, 50, 2.6e6, .5e9},
                {"XRP-USDT-SWAP", "XRP", "XRP", "USDT", "USDT", false, 100, 1, 8, .015, .0001, 1, 50, 80e6, .2e9},
                {"DOGE-USDT-SWAP", "DOGE", "DOGE", "USDT", "USDT", false, 1000, 1, 8, .015, .00001, 10, 50, 700e6,
                    .12e9},
                {"PEPE-USDT-SWAP", "PEPE", "PEPE", "USDT", "USDT", false, 1e7, 1, 8, .015, 1e-9, 1e6, 50, 7e12, .06e9},
            }},
        {"bybit",
            {
                {"BTCUSDT", "BTC", "BTC", "USDT", "USDT", false, 1, 1, 8, .005, .1, .001, 100, 55e3, 6e9},
                {"BTCPERP", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 8, .005, .1, .001, 100, 4e3, .3e9},
                {"BTCUSD", "BTC", "BTC", "USD", "BTC", true, 1, 1, 8, .005, .5, 1, 100, 5e3, .25e9},
                {"ETHUSDT", "ETH", "ETH", "USDT", "USDT", false, 1, 1, 8, .005, .01, .01, 100, 900e3, 3.2e9},
                {"SOLUSDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .01, .01, .1, 75, 4.5e6, .8e9},
                {"XRPUSDT", "XRP", "XRP", "USDT", "USDT", false, 1, 1, 8, .01, .0001, .1, 75, 150e6, .35e9},
                {"DOGEUSDT", "DOGE", "DOGE", "USDT", "USDT", false, 1, 1, 8, .01, .00001, 1, 75, 1.1e9, .2e9},
                {"1000PEPEUSDT", "PEPE", "1000PEPE", "USDT", "USDT", false, 1, 1000, 8, .02, 1e-7, 100, 50, 9e9, .1e9},
            }},
        {"hyperliquid",
            {
                {"BTC", "BTC", "BTC", "USD", "USDC", false, 1, 1, 1, .04, 1, .00001, 40, 30e3, 4e9},
                {"ETH", "ETH", "ETH", "USD", "USDC", false, 1, 1, 1, .04, .1, .0001, 25, 700e3, 2e9},
                {"SOL", "SOL", "SOL", "USD", "USDC", false, 1, 1, 1, .04, .001, .01, 20, 4e6, .5e9},
                {"XRP", "XRP", "XRP", "USD", "USDC", false, 1, 1, 1, .04, .0001, 1, 20, 90e6, .12e9},
                {"DOGE", "DOGE", "DOGE", "USD", "USDC", false, 1, 1, 1, .04, 1e-6, 1, 10, 600e6, .06e9},
                {"kPEPE", "PEPE", "kPEPE", "USD", "USDC", false, 1, 1000, 1, .04, 1e-6, 1, 10, 9e9, .05e9},
            },
            true},
        // Pays by the millisecond; here by the hour.
        {"deribit",
            {
                {"BTC-PERPETUAL", "BTC", "BTC", "USD", "BTC", true, 10, 1, 1, .000625, .5, 10, 50, 11e3, .9e9},
                {"BTC_USDC-PERPETUAL", "BTC", "BTC", "USDC", "USDC", false, .001, 1, 1, .000625, .5, .001, 50, 2.4e3,
                    .12e9},
                {"ETH-PERPETUAL", "ETH", "ETH", "USD", "ETH", true, 1, 1, 1, .000625, .05, 1, 50, 140e3, .4e9},
                {"SOL_USDC-PERPETUAL", "SOL", "SOL", "USDC", "USDC", false, .1, 1, 1, .000625, .01, .1, 25, 400e3,
                    25e6},
            },
            true, 0},
        {"kraken",
            {
                {"PF_XBTUSD", "BTC", "BTC", "USD", "USD", false, 1, 1, 1, .0025, 1, .0001, 50, 2.3e3, .25e9},
                {"PI_XBTUSD", "BTC", "BTC", "USD", "BTC", true, 1, 1, 1, .0025, .5, 1, 50, 300, 15e6},
                {"PF_ETHUSD", "ETH", "ETH", "USD", "USD", false, 1, 1, 1, .0025, .1, .001, 50, 30e3, .12e9},
                {"PF_SOLUSD", "SOL", "SOL", "USD", "USD", false, 1, 1, 1, .0025, .01, .01, 50, 300e3, 40e6},
                {"PF_PEPEUSD", "PEPE", "PEPE", "USD", "USD", false, 1, 1, 1, .0025, 1e-10, 1000, 50, 600e9, 3e6},
            },
            true},
        // Prices of five significant digits.
        {"bitfinex",
            {
                {"tBTCF0:USTF0", "BTC", "BTC", "UST", "UST", false, 1, 1, 8, .0025, 1, .0001, 100, 4e3, 60e6},
                {"tETHF0:USTF0", "ETH", "ETH", "UST", "UST", false, 1, 1, 8, .0025, .1, .001, 100, 30e3, 20e6},
                {"tSOLF0:USTF0", "SOL", "SOL", "UST", "UST", false, 1, 1, 8, .0025, .001, .01, 100, 90e3, 4e6},
                {"tXRPF0:USTF0", "XRP", "XRP", "UST", "UST", false, 1, 1, 8, .0025, .0001, .1, 100, 5e6, 3e6},
            },
            true, 0},
        {"woox",
            {
                {"PERP_BTC_USDT", "BTC", "BTC", "USDT", "USDT", false, 1, 1, 8, .003, .1, .0001, 100, 700, .18e9},
                {"PERP_ETH_USDT", "ETH", "ETH", "USDT", "USDT", false, 1, 1, 8, .003, .01, .001, 100, 12e3, 90e6},
                {"PERP_SOL_USDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .003, .01, .01, 50, 60e3, 20e6},
                {"PERP_DOGE_USDT", "DOGE", "DOGE", "USDT", "USDT", false, 1, 1, 4, .003, .00001, 1, 50, 12e6, 4e6},
            }},
        {"delta",
            {
                {"BTCUSDT", "BTC", "BTC", "USDT", "USDT", false, .001, 1, 8, .01, .5, .001, 100, 300, 30e6},
                {"ETHUSDT", "ETH", "ETH", "USDT", "USDT", false, .01, 1, 8, .01, .05, .01, 100, 4e3, 15e6},
                {"SOLUSDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .02, .01, 1, 50, 15e3, 3e6},
                {"DOGEUSDT", "DOGE", "DOGE", "USDT", "USDT", false, 100, 1, 8, .02, .00001, 100, 50, 5e6, 1e6},
            }},
        {"bitget",
            {
                {"BTCUSDT", "BTC", "BTC", "USDT", "USDT", false, 1, 1, 8, .003, .1, .0001, 125, 32e3, 4e9},
                {"BTCPERP", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 8, .003, .1, .0001, 125, 1.5e3, .15e9},
                {"BTCUSD", "BTC", "BTC", "USD", "BTC", true, 1, 1, 8, .003, .1, 1, 125, 1.8e3, .12e9},
                {"ETHUSDT", "ETH", "ETH", "USDT", "USDT", false, 1, 1, 8, .003, .01, .01, 100, 750e3, 2.6e9},
                {"SOLUSDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .02, .001, .1, 100, 3.2e6, .5e9},
                {"PEPEUSDT", "PEPE", "PEPE", "USDT", "USDT", false, 1, 1, 4, .02, 1e-10, 1000, 75, 4e12, .04e9},
            }},
        {"gate",
            {
                {"BTC_USDT", "BTC", "BTC", "USDT", "USDT", false, .0001, 1, 8, .003, .1, .00001, 125, 48e3, 3.5e9},
                {"BTC_USD1", "BTC", "BTC", "USD1", "USD1", false, .0001, 1, 8, .003, .1, .0001, 50, 300, .02e9},
                {"BTC_USD", "BTC", "BTC", "USD", "BTC", true, 1, 1, 8, .003, .1, 1, 100, 700, .03e9},
                {"ETH_USDT", "ETH", "ETH", "USDT", "USDT", false, .01, 1, 8, .003, .01, .01, 125, 1.1e6, 2.4e9},
                {"SOL_USDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .02, .001, 1, 100, 3.5e6, .4e9},
                {"PEPE_USDT", "PEPE", "PEPE", "USDT", "USDT", false, 1e7, 1, 4, .02, 1e-10, 1e7, 75, 3e12, .03e9},
            }},
        {"binance-coinm",
            {
                {"BTCUSD_PERP", "BTC", "BTC", "USD", "BTC", true, 100, 1, 8, .003, .1, 100, 125, 7e3, .9e9},
                {"ETHUSD_PERP", "ETH", "ETH", "USD", "ETH", true, 10, 1, 8, .003, .01, 10, 100, 140e3, .6e9},
                {"SOLUSD_PERP", "SOL", "SOL", "USD", "SOL", true, 10, 1, 8, .02, .001, 10, 50, 700e3, .08e9},
                {"XRPUSD_PERP", "XRP", "XRP", "USD", "XRP", true, 10, 1, 8, .02, .0001, 10, 75, 45e6, .05e9},
                {"DOGEUSD_PERP", "DOGE", "DOGE", "USD", "DOGE", true, 10, 1, 8, .02, .00001, 10, 75, 350e6, .04e9},
            }},
        {"aster",
            {
                {"BTCUSDT", "BTC", "BTC", "USDT", "USDT", false, 1, 1, 8, .003, .1, .001, 200, 18e3, 3e9},
                {"ETHUSDT", "ETH", "ETH", "USDT", "USDT", false, 1, 1, 8, .003, .01, .001, 200, 300e3, 1.4e9},
                {"SOLUSDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .02, .001, .01, 100, 1.5e6, .25e9},
                {"1000PEPEUSDT", "PEPE", "1000PEPE", "USDT", "USDT", false, 1, 1000, 4, .02, 1e-7, 1, 50, 1.2e9, .02e9},
            }},
        {"mexc",
            {
                {"BTC_USDT", "BTC", "BTC", "USDT", "USDT", false, .0001, 1, 8, .003, .1, .0001, 200, 35e3, 6e9},
                {"BTC_USDC", "BTC", "BTC", "USDC", "USDC", false, .0001, 1, 8, .003, .1, .0001, 200, 900, .1e9},
                {"BTC_USD", "BTC", "BTC", "USD", "BTC", true, 100, 1, 8, .003, .1, 100, 200, 500, .03e9},
                {"ETH_USDT", "ETH", "ETH", "USDT", "USDT", false, .01, 1, 8, .003, .01, .01, 200, 800e3, 3e9},
                {"SOL_USDT", "SOL", "SOL", "USDT", "USDT", false, .1, 1, 8, .018, .01, .1, 200, 4e6, .6e9},
                {"PEPE_USDT", "PEPE", "PEPE", "USDT", "USDT", false, 1e7, 1, 4, .018, 1e-10, 1e7, 100, 3.5e12, .05e9},
            }},
        {"kucoin",
            {
                {"XBTUSDTM", "BTC", "XBT", "USDT", "USDT", false, .001, 1, 8, .003, .1, .001, 125, 11.5e3, 1.2e9},
                {"XBTUSDCM", "BTC", "XBT", "USDC", "USDC", false, .001, 1, 8, .003, .1, .001, 125, 400, .03e9},
                {"XBTUSDM", "BTC", "XBT", "USD", "XBT", true, 1, 1, 8, .003, .1, 1, 125, 350, .02e9},
                {"ETHUSDTM", "ETH", "ETH", "USDT", "USDT", false, .01, 1, 8, .003, .01, .01, 100, 220e3, .7e9},
                {"SOLUSDTM", "SOL", "SOL", "USDT", "USDT", false, .1, 1, 8, .02, .001, .1, 75, 1.1e6, .15e9},
                {"PEPEUSDTM", "PEPE", "PEPE", "USDT", "USDT", false, 1e5, 1, 4, .02, 1e-9, 1e5, 75, 1e12, .015e9},
            }},
        {"htx",
            {
                {"BTC-USDT", "BTC", "BTC", "USDT", "USDT", false, .001, 1, 8, .003, .1, .001, 200, 12e3, 2.5e9},
                {"BTC-USD", "BTC", "BTC", "USD", "BTC", true, 100, 1, 8, .003, .1, 100, 125, 600, .03e9},
                {"ETH-USDT", "ETH", "ETH", "USDT", "USDT", false, .01, 1, 8, .003, .01, .01, 200, 300e3, 1.6e9},
                {"SOL-USDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .0075, .001, 1, 75, 900e3, .2e9},
                {"PEPE-USDT", "PEPE", "PEPE", "USDT", "USDT", false, 1e6, 1, 8, .0075, 1e-10, 1e6, 50, 900e9, .02e9},
            }},
        {"bingx",
            {
                {"BTC-USDT", "BTC", "BTC", "USDT", "USDT", false, 1, 1, 8, .003, .1, .0001, 150, 30e3, 6e9},
                {"BTC-USDC", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 8, .003, .1, .0001, 125, 700, .06e9},
                {"BTC-USD", "BTC", "BTC", "USD", "BTC", true, 100, 1, 8, .003, .1, 100, 125, 350, .02e9},
                {"ETH-USDT", "ETH", "ETH", "USDT", "USDT", false, 1, 1, 8, .003, .01, .01, 125, 480e3, 3e9},
                {"SOL-USDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .0075, .001, .1, 100, 2.4e6, .5e9},
                {"1000PEPE-USDT", "PEPE", "1000PEPE", "USDT", "USDT", false, 1, 1000, 4, .02, 1e-7, 1, 75, 5e9, .05e9},
            }},
        {"cryptocom",
            {
                {"BTCUSD-PERP", "BTC", "BTC", "USD", "USD", false, 1, 1, 1, .003, .1, .0001, 50, 2.4e3, .9e9},
                {"ETHUSD-PERP", "ETH", "ETH", "USD", "USD", false, 1, 1, 1, .003, .01, .0001, 50, 60e3, .7e9},
                {"SOLUSD-PERP", "SOL", "SOL", "USD", "USD", false, 1, 1, 1, .003, .001, .01, 50, 350e3, .12e9},
                {"XRPUSD-PERP", "XRP", "XRP", "USD", "USD", false, 1, 1, 1, .003, .00001, 1, 50, 12e6, .05e9},
                {"DOGEUSD-PERP", "DOGE", "DOGE", "USD", "USD", false, 1, 1, 1, .003, 1e-6, 1, 50, 90e6, .02e9},
            },
            true},
        {"blofin",
            {
                {"BTC-USDT", "BTC", "BTC", "USDT", "USDT", false, .001, 1, 8, .0075, .1, .0001, 150, 5e3, 1.4e9},
                {"BTC-USDC", "BTC", "BTC", "USDC", "USDC", false, .0001, 1, 8, .0075, .1, .0001, 125, 120, .02e9},
                {"BTC-USD", "BTC", "BTC", "USD", "BTC", true, 1, 1, 8, .0075, .1, 1, 100, 90, .01e9},
                {"ETH-USDT", "ETH", "ETH", "USDT", "USDT", false, .01, 1, 8, .0075, .01, .001, 150, 110e3, .9e9},
                {"SOL-USDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 4, .0075, .001, .1, 75, 600e3, .15e9},
            }},
        {"phemex",
            {
                {"BTCUSDT", "BTC", "BTC", "USDT", "USDT", false, 1, 1, 8, .00375, .1, .001, 100, 2.2e3, .5e9},
                {"BTCUSDC", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 8, .00375, .1, .001, 100, 60, .01e9},
                {"BTCUSD", "BTC", "BTC", "USD", "BTC", true, 1, 1, 8, .00375, .5, 1, 100, 250, .02e9},
                {"ETHUSDT", "ETH", "ETH", "USDT", "USDT", false, 1, 1, 8, .00375, .01, .01, 100, 60e3, .35e9},
                {"SOLUSDT", "SOL", "SOL", "USDT", "USDT", false, 1, 1, 8, .0075, .001, .01, 50, 400e3, .08e9},
                {"u1000PEPEUSDT", "PEPE", "1000PEPE", "USDT", "USDT", false, 1, 1000, 4, .02, 1e-7, 10, 50, 1.5e9,
                    .01e9},
            }},
        {"bitmart",
            {
                {"BTCUSDT", "BTC", "BTC", "USDT", "USDT", false, .001, 1, 8, .0375, .1, .001, 100, 4e3, 1.8e9},
                {"BTCUSD", "BTC", "BTC", "USD", "BTC", true, 100, 1, 8, .0375, .1, 100, 100, 40, .005e9},
                {"ETHUSDT", "ETH", "ETH", "USDT", "USDT", false, .01, 1, 8, .0375, .01, .01, 100, 90e3, 1.1e9},
                {"SOLUSDT", "SOL", "SOL", "USDT", "USDT", false, .1, 1, 8, .0375, .001, .1, 50, 300e3, .1e9},
                {"1000PEPEUSDT", "PEPE", "1000PEPE", "USDT", "USDT", false, 1, 1000, 4, .0375, 1e-7, 1, 50, 600e6,
                    .01e9},
            }},
        {"dydx",
            {
                {"BTC-USD", "BTC", "BTC", "USD", "USDC", false, 1, 1, 1, .006, 1, .0001, 50, 650, .12e9},
                {"ETH-USD", "ETH", "ETH", "USD", "USDC", false, 1, 1, 1, .006, .1, .001, 50, 9e3, .06e9},
                {"SOL-USD", "SOL", "SOL", "USD", "USDC", false, 1, 1, 1, .015, .01, .1, 20, 110e3, .02e9},
                {"PEPE-USD", "PEPE", "PEPE", "USD", "USDC", false, 1, 1, 1, .03, 1e-10, 1e6, 10, 30e9, .5e6},
            },
            true},
        {"lighter",
            {
                {"1", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 1, .04, .1, .00001, 50, 1.7e3, 1.2e9},
                {"0", "ETH", "ETH", "USDC", "USDC", false, 1, 1, 1, .04, .01, .0001, 50, 32e3, .9e9},
                {"2", "SOL", "SOL", "USDC", "USDC", false, 1, 1, 1, .04, .001, .001, 25, 350e3, .12e9},
                {"4", "PEPE", "1000PEPE", "USDC", "USDC", false, 1, 1000, 1, .04, 1e-6, 1, 10, 500e6, 6e6},
            },
            true},
        {"paradex",
            {
                {"BTC-USD-PERP", "BTC", "BTC", "USD", "USDC", false, 1, 1, 8, .05, .1, .00001, 50, 2.6e3, .35e9},
                {"ETH-USD-PERP", "ETH", "ETH", "USD", "USDC", false, 1, 1, 8, .05, .01, .0001, 50, 30e3, .12e9},
                {"SOL-USD-PERP", "SOL", "SOL", "USD", "USDC", false, 1, 1, 8, .05, .001, .01, 50, 250e3, .04e9},
                {"kPEPE-USD-PERP", "PEPE", "kPEPE", "USD", "USDC", false, 1, 1000, 4, .025, 1e-7, 100, 10, 150e6, 2e6},
            }},
        {"aevo",
            {
                {"BTC-PERP", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 1, .01, .1, .0001, 20, 70, 25e6},
                {"ETH-PERP", "ETH", "ETH", "USDC", "USDC", false, 1, 1, 1, .01, .01, .01, 20, 2.7e3, 18e6},
                {"SOL-PERP", "SOL", "SOL", "USDC", "USDC", false, 1, 1, 1, .01, .001, .1, 20, 9e3, 2e6},
                {"1000PEPE-PERP", "PEPE", "1000PEPE", "USDC", "USDC", false, 1, 1000, 1, .01, 1e-7, 100, 10, 40e6,
                    .3e6},
            },
            true},
        {"backpack",
            {
                {"BTC_USDC_PERP", "BTC", "BTC", "USDC", "USDC", false, 1, 1, 1, .015, .1, .00001, 50, 1.1e3, .4e9},
                {"ETH_USDC_PERP", "ETH", "ETH", "USDC", "USDC", false, 1, 1, 1, .015, .01, .0001, 50, 16e3, .25e9},
                {"SOL_USDC_PERP", "SOL", "SOL", "USDC", "USDC", false, 1, 1, 1, .015, .01, .01, 50, 400e3, .15e9},
                {"kPEPE_USDC_PERP", "PEPE", "kPEPE", "USDC", "USDC", false, 1, 1000, 1, .015, 1e-6, 1, 10, 400e6, 2e6},
            }},
    };
    return all;
}

Listing listingOf(const Venue &venue, const Row &row)
{
    Listing listing;
    ContractSpec &spec = listing.spec;
    spec.venue = venue.id;
    spec.symbol = row.symbol;
    spec.asset = row.asset;
    spec.base = row.base;
    spec.quote = row.quote;
    spec.settle = row.settle;
    spec.inverse = row.inverse;
    spec.contractSize = row.contractSize;
    spec.scale = row.scale;
    spec.intervalHours = row.intervalHours;
    spec.hasFixedInterval = venue.hasFixedInterval;
    spec.interestPer8h = venue.interestPer8h;
    spec.rateCap = row.cap;
    spec.rateFloor = -row.cap;
    spec.tick = row.tick;
    spec.lot = row.lot;
    spec.maxLeverage = row.maxLeverage;
    listing.openInterestBase = row.openInterestBase;
    listing.turnoverUsd = row.turnoverUsd;
    return listing;
}

/// The asset whose listings the made-up ones copy, and what their names begin with.
constexpr std::string_view Pattern = "SOL", MadeUp = "SYN";

const std::vector<AssetProfile> &realAssets()
{
    static const std::vector<AssetProfile> all{
        {"BTC", 68000, .022, 1.0},
        {"ETH", 2050, .029, 1.2},
        {"SOL", 86, .034, 1.35},
        {"XRP", 1.42, .032, 1.3},
        {"DOGE", .097, .037, 1.45},
        {"PEPE", .0000042, .044, 1.6},
    };
    return all;
}

std::string madeUpName(int number)
{
    constexpr int Letters = 26;
    std::string name(MadeUp);
    name += static_cast<char>('A' + number / Letters);
    name += static_cast<char>('A' + number % Letters);
    return name;
}

int madeUpCount(int assets) { return std::min(assets, MostAssets) - static_cast<int>(realAssets().size()); }

std::string renamed(std::string text, std::string_view name)
{
    if (const std::size_t at = text.find(Pattern); at != std::string::npos)
        text.replace(at, Pattern.size(), name);
    return text;
}

/// What the venue lists of SOL, as made-up asset `number`.
Listing madeUpListing(Listing listing, int number)
{
    ContractSpec &spec = listing.spec;
    const std::string name = madeUpName(number);
    constexpr int FirstId = 1000; // where the symbol is a number
    const bool isNamed = spec.symbol.find(Pattern) != std::string::npos;
    spec.symbol = isNamed ? renamed(spec.symbol, name) : std::to_string(FirstId + number);
    spec.asset = name;
    spec.base = renamed(spec.base, name);
    spec.settle = renamed(spec.settle, name);
    const double share = 1.0 / (4 + number);
    listing.openInterestBase *= share;
    listing.turnoverUsd *= share;
    return listing;
}

} // namespace

std::vector<Listing> listings(const std::vector<std::string> &wanted, int assets)
{
    std::vector<Listing> result;
    for (const Venue &venue : venues()) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), venue.id) == wanted.end())
            continue;
        const Row *before = nullptr;
        std::vector<Listing> patterns;
        for (const Row &row : venue.rows) { // the contracts of an asset stand together, the main one first
            result.push_back(listingOf(venue, row));
            result.back().isMain = !before || std::string_view(before->asset) != row.asset;
            before = &row;
            if (row.asset == Pattern)
                patterns.push_back(result.back());
        }
        for (int number = 0; number < madeUpCount(assets); ++number) {
            for (const Listing &pattern : patterns)
                result.push_back(madeUpListing(pattern, number));
        }
    }
    return result;
}

std::vector<AssetProfile> assetProfiles(int assets)
{
    std::vector<AssetProfile> all = realAssets();
    for (int number = 0; number < madeUpCount(assets); ++number)
        all.push_back(
            {madeUpName(number), 20 + 1.5 * (number % 50), .034, 1.3}); // prices for which SOL's ticks are fit
    return all;
}

bool isKnownVenue(std::string_view venue)
{
    return std::any_of(venues().begin(), venues().end(), [&](const Venue &v) { return venue == v.id; });
}

bool isKnownAsset(std::string_view asset)
{
    const auto isNamed = [&](const AssetProfile &known) { return asset == known.name; };
    if (std::any_of(realAssets().begin(), realAssets().end(), isNamed))
        return true;
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return asset.starts_with(MadeUp) && asset.size() == MadeUp.size() + 2
        && std::all_of(asset.begin(), asset.end(), isLetter);
}

} // namespace isobar::simulation
