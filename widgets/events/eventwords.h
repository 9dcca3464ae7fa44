#pragma once
#include "core/market/event.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace isobar {

/// What is said of one event in its own words (MODEL 8.4): conditional, with sizes, modelled values called modelled,
/// observed ones with "≥". One function a type; pure.
struct EventWords {
    Q_DECLARE_TR_FUNCTIONS(isobar::EventWords)
public:
    QString title; ///< with the asset, while it is active
    QStringList parts; ///< the reason, the most telling part first
    QString clears; ///< what would clear it; empty: it is over already
    QString formula; ///< the condition that was met, with its numbers, thresholds and window

    static EventWords of(const Event &event, const FundingExtremePayload &p);
    static EventWords of(const Event &event, const FundingFlipPayload &p);
    static EventWords of(const Event &event, const FundingDivergencePayload &p);
    static EventWords of(const Event &event, const FundingCappedPayload &p);
    static EventWords of(const Event &event, const TermsChangedPayload &p);
    static EventWords of(const Event &event, const ListingPayload &p);
    static EventWords of(const Event &event, const OpenInterestPayload &p);
    static EventWords of(const Event &event, const ClusterArmedPayload &p);
    static EventWords of(const Event &event, const LiquidationWavePayload &p);
    static EventWords of(const Event &event, const LargeLiquidationPayload &p);
    static EventWords of(const Event &event, const SqueezePayload &p);
    static EventWords of(const Event &event, const DislocationPayload &p);
    static EventWords of(const Event &event, const FeedLostPayload &p);
    static EventWords of(const Event &event, const BlindPayload &p);
    static EventWords of(const Event &event, const UserRulePayload &p);

    static QString scopeName(Scope scope);
    static QString conditionName(const std::string &kind); ///< of a user's rule: "price above"
    /// Its threshold, window, venue and measured value: "2.00%, in 1 h, now 1.73%, does not hold".
    static QString conditionState(const EventCondition &condition);
    /// "22%, in all 12% (tilted 13%)".
    static QString chainState(const EventChainNode &node);
    static QString text(const std::string &utf8) { return QString::fromStdString(utf8); }
    static QString number(double value, int decimals);
    static QString size8h(double rate8h); ///< without sign: "0.0150%"
    static QString dollars(double usd); ///< as a cost is told: "$21.8", "-$6.0"
    static QString names(const std::vector<std::string> &list); ///< "a, b", a dash when empty
    /// The same of a list that may be long: "a, b, c, d +18".
    static QString firstNames(const std::vector<std::string> &list);
    /// "2 of 5 (95%: 12% to 77%)"; "too few cases (5)" when they say nothing.
    static QString share(const EventRecord &record);
    /// The same as a sentence, with the rate of all hours.
    static QString recordSentence(const EventRecord &record);
    /// A sum that the feeds told: "≥ $38M" where it is a lower bound.
    static QString observed(const Event &event, double usd);

private:
    static QString waveThreshold(const LiquidationWavePayload &p);
    static bool isLong(const Event &event) { return event.side == PositionSide::Long; }
};

} // namespace isobar
