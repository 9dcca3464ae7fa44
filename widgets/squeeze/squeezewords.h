#pragma once
#include "core/market/squeezeparts.h"

#include <QCoreApplication>
#include <QString>

#include <array>

namespace isobar {

/// What the squeeze monitor says in words (MODEL 8.4: conditional and complete; what is modelled says so).
class SqueezeWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::SqueezeWords)
public:
    /// "longs": the crowd, in one word.
    static QString crowd(PositionSide crowd);
    /// The number of an ingredient for a narrow cell: "2.4x", "93%" or "+6.1%", "1.2%".
    static QString fundingCell(const SqueezeParts &parts);
    static QString openInterestCell(const SqueezeParts &parts);
    static QString clusterCell(const SqueezeParts &parts);
    /// A sentence an ingredient, with the number that it has and, where it is missing, the one that it would need.
    static QString funding(const SqueezeParts &parts, TimeMs marketMs);
    static QString openInterest(const SqueezeParts &parts, TimeMs marketMs);
    static QString cluster(const SqueezeParts &parts, TimeMs marketMs);
    static std::array<QString, SqueezeParts::Steps> sentences(const SqueezeParts &parts, TimeMs marketMs);
    /// "Long squeeze: 2 of 3 conditions for 3h".
    static QString summary(const SqueezeParts &parts, TimeMs marketMs);
    /// "3h"; a dash while no step stands.
    static QString since(const SqueezeParts &parts, TimeMs marketMs);
};

} // namespace isobar
