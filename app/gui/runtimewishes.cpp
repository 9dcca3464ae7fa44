#include "app/gui/runtimewishes.h"

#include "core/venues/registry.h"
#include "widgets/alerts/rulewords.h"

#include <array>

namespace isobar {

std::vector<std::string> names(const QStringList &list)
{
    std::vector<std::string> out;
    for (const QString &each : list)
        out.push_back(each.toStdString());
    return out;
}

HistoryLimits historyLimits(const Settings &settings)
{
    return {settings.historyKeepDays, std::int64_t(settings.historyKeepMegabytes) * 1'000'000};
}

SpreadCosts spreadCosts(const MarketChoices &choices)
{
    SpreadCosts costs;
    costs.takerFee = choices.takerFee;
    costs.horizonHours = choices.horizonHours;
    for (auto each = choices.venueFees.cbegin(); each != choices.venueFees.cend(); ++each)
        costs.venueFees[each.key().toStdString()] = each.value();
    return costs;
}

std::vector<UserRule> namedRules(std::vector<UserRule> rules)
{
    VenueNamesById venues;
    for (const auto &venue : allVenues()) {
        const VenueTraits traits = venue->profile().traits;
        venues[QString::fromStdString(traits.id)] = QString::fromStdString(traits.name);
    }
    std::erase_if(rules, [](const UserRule &rule) { return !faultOf(rule).empty(); });
    for (UserRule &rule : rules) {
        if (rule.name.empty())
            rule.name = RuleWords::sentence(rule, venues).toStdString();
    }
    return rules;
}

ProxySetting proxySetting(const ProxyChoice &choice)
{
    constexpr std::array Modes{ProxyMode::System, ProxyMode::None, ProxyMode::Http, ProxyMode::Socks5};
    return {Modes[static_cast<std::size_t>(choice.mode)], choice.host.toStdString(), choice.port, {}, {}};
}

AccountWishes accountWishes(const AccountChoices &choices) { return {names(choices.addresses), choices.fromTrades}; }

std::map<std::string, ProxySetting> venueProxies(const Settings &settings)
{
    std::map<std::string, ProxySetting> own;
    for (const QString &each : settings.venueProxies) {
        const QString venue = each.section(u'=', 0, 0);
        if (const auto choice = proxyOfVenue(settings.venueProxies, venue))
            own[venue.toStdString()] = proxySetting(*choice);
    }
    return own;
}

} // namespace isobar
