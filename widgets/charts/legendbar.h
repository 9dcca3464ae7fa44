#pragma once
#include <QColor>
#include <QMenu>
#include <QString>
#include <QWidget>

#include <vector>

class QToolButton;

namespace isobar {

/// Names of a chart's lines as buttons that show and hide them, in one row; those without room are in the menu of the
/// last button.
class LegendBar : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QString id, name;
        QColor colour;
        bool isShown = true;
        bool operator==(const Entry &) const = default;
    };

    explicit LegendBar(QWidget *parent = nullptr);

    /// Buttons are kept while the ids stay the same.
    void setEntries(const std::vector<Entry> &entries);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int visibleEntries() const { return m_fitting; } ///< that have a button of their own

Q_SIGNALS:
    void toggled(const QString &id, bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress(QToolButton *button, const Entry &entry) const;
    void arrange();
    QIcon swatch(const Entry &entry) const;

    std::vector<Entry> m_entries;
    std::vector<QToolButton *> m_buttons;
    QToolButton *m_more;
    QMenu m_rest;
    int m_fitting = 0;
};

} // namespace isobar
