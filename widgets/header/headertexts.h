#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/header/headerfield.h"

#include <QVector>

namespace isobar {

/// The content of one header field.
struct HeaderLines {
    QVector<HeaderRun> top, bottom;
};

/// What the header says of an asset (pure). `asset` null: dashes.
namespace headertexts {

HeaderLines price(const AssetSnapshot *asset);
HeaderLines funding(const AssetSnapshot *asset, RateUnit unit, bool byOpenInterest);
/// Who pays, regime and scope in words: "SHORTS PAY", "extreme, systemic 3/3".
HeaderLines crowd(const AssetSnapshot *asset);
HeaderLines openInterest(const AssetSnapshot *asset);
/// Observed liquidations of the last hour: lower bounds; "since hh:mm" until the hour is full.
HeaderLines liquidations(const AssetSnapshot *asset, TimeZoneChoice zone);
/// The next settlement wall: when, and what each side pays.
HeaderLines wall(const AssetSnapshot *asset, TimeMs marketMs, TimeZoneChoice zone);
HeaderLines venues(const Snapshot *snapshot, const AssetSnapshot *asset);

/// The widest usual content of each field.
HeaderLines sampleOf(const QString &field);

QString regimeText(Regime regime);
QString scopeText(Scope scope);

} // namespace headertexts

} // namespace isobar
