#include "app/cli/commands/replayedsnapshot.h"

#include "app/runtime/replayfile.h"

#include <memory>

namespace isobar {

Result<SnapshotPtr> replayedSnapshot(const std::string &file, const std::vector<std::string> &assets)
{
    std::unique_ptr<Engine> engine;
    ReplayFile *opened = nullptr;
    const auto restart = [&] {
        engine = std::make_unique<Engine>(opened->engineSettings(), runAtOnce(), nullptr, &opened->names());
    };
    const auto take = [&engine](const StreamItem &item) {
        engine->take(item);
        if (std::holds_alternative<Beat>(item))
            engine->takeEvents();
    };
    const Result<std::unique_ptr<ReplayFile>> replay = ReplayFile::open(file, assets, {take, restart});
    if (!replay)
        return Error{replay.error()};
    opened = replay->get();
    restart();
    ReplaySource &source = (*replay)->source();
    while (source.nextMs())
        source.deliver();
    return engine->snapshot(0);
}

} // namespace isobar
