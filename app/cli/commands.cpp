#include "app/cli/command.h"
#include "app/cli/commands/backtest.h"
#include "app/cli/commands/decode.h"
#include "app/cli/commands/export.h"
#include "app/cli/commands/heatmap.h"
#include "app/cli/commands/record.h"
#include "app/cli/commands/replay.h"
#include "app/cli/commands/simulate.h"
#include "app/cli/commands/trackrecord.h"
#include "app/cli/commands/venues.h"
#include "app/cli/commands/watch.h"

#include <array>

namespace isobar {

std::span<const Command> commands()
{
    static constexpr std::array List{
        Command{"venues", "the venues and what each publishes", runVenues},
        Command{"watch", "funding table and aggregate, or events as they happen", runWatch},
        Command{"heatmap", "a picture of the liquidation heatmap, without a display", runHeatmap, true},
        Command{"backtest", "the track record of the model on historical bars", runBacktest},
        Command{"track-record", "how well the model did: the ledgers of the terminal and their marks", runTrackRecord},
        Command{"decode", "wire cases through the venue adapters", runDecode},
        Command{"simulate", "the loopback venues alone", runSimulate},
        Command{"record", "record raw frames to a file", runRecord},
        Command{"export", "the local history as a table", runExport},
        Command{"replay", "play a journal or a recording; prints the event log", runReplay},
    };
    return List;
}

} // namespace isobar
