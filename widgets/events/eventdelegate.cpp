#include "widgets/events/eventdelegate.h"

#include "widgets/events/eventmodel.h"
#include "widgets/style/badge.h"
#include "widgets/style/contrast.h"

#include <QPainter>

namespace isobar {

Token severityToken(int priority)
{
    switch (priority) {
    case 1:
        return Token::SeverityP1;
    case 2:
        return Token::SeverityP2;
    case 3:
        return Token::SeverityP3;
    default:
        return Token::SeverityP4;
    }
}

EventDelegate::Parts EventDelegate::partsOf(const QRect &row, const QFontMetrics &metrics)
{
    const int digit = metrics.horizontalAdvance(u'0'), gap = digit;
    const bool isWide = row.width() >= digit * 64;
    Parts parts;
    QRect rest = row.adjusted(0, 0, -gap, 0);
    const auto fromLeft = [&rest, gap](int width) {
        const QRect part(rest.left(), rest.top(), width, rest.height());
        rest.setLeft(rest.left() + width + gap);
        return part;
    };
    const auto fromRight = [&rest, gap](int width) {
        const QRect part(rest.right() + 1 - width, rest.top(), width, rest.height());
        rest.setRight(rest.right() - width - gap);
        return part;
    };
    parts.mark = fromLeft(3);
    parts.priority = fromLeft(metrics.horizontalAdvance(QStringLiteral("P2")) + digit);
    parts.asset = fromLeft(digit * 9);
    parts.age = fromRight(digit * 4);
    if (isWide) {
        parts.state = fromRight(digit * 9);
        parts.fired = fromRight(digit * 4);
    }
    parts.line = rest;
    return parts;
}

QString EventDelegate::fitted(const QString &line, int width, const QFontMetrics &metrics)
{
    QString text = line;
    while (metrics.horizontalAdvance(text) > width) {
        const qsizetype comma = text.lastIndexOf(QStringLiteral(", "));
        if (comma <= 0)
            return metrics.elidedText(text, Qt::ElideRight, width);
        text.truncate(comma);
    }
    return text;
}

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool isSelected = option.state & QStyle::State_Selected, isHovered = option.state & QStyle::State_MouseOver;
    const bool isCleared = index.data(EventModel::ClearedRole).toBool();
    const bool isQuiet = isCleared || index.data(EventModel::AcknowledgedRole).toBool();
    const bool isUnread = index.data(EventModel::UnreadRole).toBool();
    if (isSelected || isHovered)
        painter->fillRect(option.rect, m_theme.colour(isSelected ? Token::Selection : Token::Hover));
    QFont font = option.font, strong = option.font;
    strong.setBold(true);
    const QFontMetrics metrics(font);
    const Parts parts = partsOf(option.rect, metrics);
    const int priority = index.data(EventModel::PriorityRole).toInt();
    const QColor severity = m_theme.colour(isQuiet ? Token::SeverityP4 : severityToken(priority));
    if (isUnread)
        painter->fillRect(parts.mark.adjusted(0, 2, 0, -2), m_theme.colour(Token::Accent));
    painter->setRenderHint(QPainter::Antialiasing);
    QRectF badge(parts.priority);
    badge.setHeight(metrics.height() + 1);
    badge.moveCenter(QRectF(parts.priority).center());
    paintBadge(*painter, badge, QStringLiteral("P%1").arg(priority), severity, m_theme.colour(Token::Panel), strong);

    const Token quiet = isQuiet ? Token::Unit : isUnread ? Token::Value : Token::Label;
    const QColor bright = m_theme.colour(isSelected ? Token::SelectionText : quiet);
    const QColor dim = m_theme.colour(isSelected ? Token::SelectionText : Token::Unit);
    painter->setFont(strong);
    painter->setPen(bright);
    painter->drawText(parts.asset, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(strong).elidedText(
            index.data(EventModel::AssetRole).toString(), Qt::ElideRight, parts.asset.width()));
    painter->setFont(font);
    painter->drawText(parts.line, Qt::AlignLeft | Qt::AlignVCenter,
        fitted(index.data(EventModel::LineRole).toString(), parts.line.width(), metrics));
    painter->setFont(font);
    painter->setPen(dim);
    const int fired = index.data(EventModel::FiredRole).toInt();
    if (fired > 1 && parts.fired.isValid())
        painter->drawText(parts.fired, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("%1\u00d7").arg(fired));
    painter->drawText(parts.age, Qt::AlignRight | Qt::AlignVCenter, index.data(EventModel::AgeRole).toString());
    if (parts.state.isValid()) {
        painter->setPen(isCleared || isSelected ? dim : severity);
        painter->drawText(parts.state, Qt::AlignLeft | Qt::AlignVCenter, index.data(EventModel::StateRole).toString());
    }
    painter->restore();
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, QFontMetrics(option.font).height() + 8};
}

} // namespace isobar
