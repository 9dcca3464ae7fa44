#include "core/trackrecord/weightshash.h"

#include "core/base/hash.h"

#include <bit>

namespace isobar {

namespace {

const char *qualityName(KernelQuality quality)
{
    switch (quality) {
    case KernelQuality::Prior:
        return "prior";
    case KernelQuality::Learned:
        return "learned";
    case KernelQuality::Borrowed:
        return "borrowed";
    }
    return "";
}

std::vector<double> numbersOf(const PathTerm &term)
{
    std::vector<double> numbers{term.mapShare};
    numbers.insert(numbers.end(), term.byRange.begin(), term.byRange.end());
    numbers.insert(numbers.end(), term.byMove.begin(), term.byMove.end());
    numbers.insert(numbers.end(), term.byBeyond.begin(), term.byBeyond.end());
    return numbers;
}

std::vector<double> numbersOf(const NullCurve &curve)
{
    std::vector<double> numbers(curve.byMove.begin(), curve.byMove.end());
    numbers.insert(numbers.end(), curve.byBeyond.begin(), curve.byBeyond.end());
    return numbers;
}

struct Hasher {
    StableHash hash;
    void operator()(const char *, const std::string &text) { hash.add(text); }
    void operator()(const char *, const std::vector<double> &numbers)
    {
        hash.add(static_cast<std::int64_t>(numbers.size()));
        for (const double number : numbers)
            hash.add(std::bit_cast<std::int64_t>(number));
    }
};

} // namespace

ModelLine modelLine(const RecordModel &model, const NullModels &nulls)
{
    ModelLine line;
    line.quality = qualityName(model.quality);
    for (const LevelLayer &layer : model.load.kernel.layers) {
        line.distances.push_back(layer.distance);
        line.halfLives.push_back(layer.halfLifeHours);
        line.longs.push_back(layer.weightLong);
        line.shorts.push_back(layer.weightShort);
    }
    line.pathLong = numbersOf(model.load.path[0]);
    line.pathShort = numbersOf(model.load.path[1]);
    if (nulls.hours > 0) {
        line.moveLong = numbersOf(nulls.move[0]);
        line.moveShort = numbersOf(nulls.move[1]);
        line.freshnessLong = numbersOf(nulls.freshness[0]);
        line.freshnessShort = numbersOf(nulls.freshness[1]);
    }
    return line;
}

std::uint64_t weightsHash(const RecordModel &model, const NullModels &nulls)
{
    Hasher hasher;
    hasher.hash.add(TrackModelVersion);
    const ModelLine line = modelLine(model, nulls);
    ModelLine::fields(line, hasher);
    return hasher.hash.value();
}

} // namespace isobar
