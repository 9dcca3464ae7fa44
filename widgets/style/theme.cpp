#include "widgets/style/theme.h"

#include "core/base/hash.h"
#include "widgets/style/contrast.h"
#include "widgets/style/numberfont.h"
#include "widgets/style/palettes.h"

#include <algorithm>
#include <string_view>

namespace isobar {

namespace {

constexpr int BasePixels = 12;

/// Hue (degrees) and saturation of a venue's colour, near its own brand where the hues stay apart.
struct VenueHue {
    std::string_view venue;
    int hue, saturation;
};

constexpr std::array VenueHues{
    VenueHue{"binance-usdm", 48, 230},
    VenueHue{"binance-coinm", 58, 130},
    VenueHue{"okx", 220, 25},
    VenueHue{"bybit", 28, 235},
    VenueHue{"hyperliquid", 165, 170},
    VenueHue{"bitget", 188, 220},
    VenueHue{"gate", 225, 220},
    VenueHue{"kucoin", 152, 200},
    VenueHue{"mexc", 212, 190},
    VenueHue{"htx", 205, 120},
    VenueHue{"kraken", 262, 190},
    VenueHue{"deribit", 176, 110},
    VenueHue{"dydx", 250, 140},
    VenueHue{"bitfinex", 100, 150},
    VenueHue{"bingx", 232, 120},
    VenueHue{"bitmart", 140, 110},
    VenueHue{"phemex", 76, 190},
    VenueHue{"woox", 40, 90},
    VenueHue{"cryptocom", 218, 240},
    VenueHue{"delta", 18, 170},
    VenueHue{"blofin", 8, 190},
    VenueHue{"aster", 34, 120},
    VenueHue{"backpack", 2, 230},
    VenueHue{"lighter", 290, 130},
    VenueHue{"paradex", 308, 170},
    VenueHue{"aevo", 330, 150},
};

} // namespace

Theme::Theme(QObject *parent) : QObject(parent), m_family(numberFamily()), m_colours(tokenColours(m_theme, m_direction))
{
}

void Theme::apply(ThemeChoice theme, DirectionColours direction)
{
    if (theme == m_theme && direction == m_direction)
        return;
    m_theme = theme;
    m_direction = direction;
    m_colours = tokenColours(theme, direction);
    Q_EMIT changed();
}

QColor Theme::colour(Token token) const { return m_colours[static_cast<std::size_t>(token)]; }

QColor Theme::venue(const std::string &venueId) const
{
    const auto known =
        std::find_if(VenueHues.begin(), VenueHues.end(), [&](const VenueHue &each) { return each.venue == venueId; });
    const int hue = known != VenueHues.end() ? known->hue : static_cast<int>(StableHash().add(venueId).value() % 360);
    const int saturation = known != VenueHues.end() ? known->saturation : 150;
    return withContrast(QColor::fromHsl(hue, saturation, isDark() ? 150 : 110), colour(Token::PanelAlternate), 4.6);
}

QColor Theme::funding(double rate8h) const
{
    // The band around the neutral print of most venues (UX.md): neither side is crowded there.
    if (rate8h >= -0.00002 && rate8h <= 0.00013)
        return colour(Token::NeutralFunding);
    return colour(rate8h > 0 ? Token::LongsPay : Token::ShortsPay);
}

bool Theme::isDark() const { return m_theme != ThemeChoice::Light; }

QFont Theme::textFont() const
{
    QFont font(m_family);
    font.setPixelSize(BasePixels);
    return font;
}

QFont Theme::numberFont(qreal factor) const
{
    QFont font(m_family);
    font.setPixelSize(std::max(8, qRound(BasePixels * factor)));
    return font;
}

} // namespace isobar
