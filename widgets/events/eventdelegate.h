#pragma once
#include "widgets/style/theme.h"

#include <QStyledItemDelegate>

namespace isobar {

/// Paints one event a line: unread mark, priority, asset, reason, how often fired, state, age.
class EventDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit EventDelegate(const Theme &theme, QObject *parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme)
    {
    }

    struct Parts {
        QRect mark, priority, asset, line, fired, state, age;
    };
    /// `line` without its last clauses, as far as needed to fit: a whole short sentence reads better than a cut long
    /// one.
    static QString fitted(const QString &line, int width, const QFontMetrics &metrics);
    /// Where the parts of a line stand; state and count vanish when it is narrow.
    static Parts partsOf(const QRect &row, const QFontMetrics &metrics);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

/// The colour of a priority.
Token severityToken(int priority);

} // namespace isobar
