#include "widgets/style/icons.h"

#include "widgets/style/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace isobar {

QPixmap tintedPixmap(const QString &name, const QColor &colour, QSize size, qreal ratio)
{
    const QString path = QStringLiteral(":/icons/%1.svg").arg(name);
    if (!QFile::exists(path))
        return {};
    QSvgRenderer renderer(path);
    QPixmap pixmap(size * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QIcon themedIcon(const Theme &theme, const QString &name)
{
    QIcon icon;
    for (const int side : {16, 20, 24}) {
        for (const qreal ratio : {1.0, 1.5, 2.0, 3.0}) {
            const QSize size(side, side);
            const QPixmap normal = tintedPixmap(name, theme.colour(Token::Label), size, ratio);
            if (normal.isNull())
                return {};
            icon.addPixmap(normal, QIcon::Normal);
            icon.addPixmap(tintedPixmap(name, theme.colour(Token::Value), size, ratio), QIcon::Active);
            icon.addPixmap(tintedPixmap(name, theme.colour(Token::Disabled), size, ratio), QIcon::Disabled);
        }
    }
    return icon;
}

} // namespace isobar
