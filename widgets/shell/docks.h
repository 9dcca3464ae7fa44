#pragma once
#include <QDockWidget>
#include <QMainWindow>
#include <QString>
#include <QVector>
#include <functional>
#include <initializer_list>

namespace isobar {

/// Where a panel stands in the default layouts (PRODUCT 2).
enum class Place {
    Centre, ///< the large room: heatmap, charts
    RightTop, ///< above the tables: the gauge
    Right, ///< tables; tabs of one another
    Events, ///< large screens: below the tables at the right; else the first tab at the bottom
    BesideEvents, ///< large screens: to the right of the events; else a tab at the bottom
    Bottom, ///< tabs on small screens; on large ones the first stands beside the others, which are tabs
    Left, ///< large screens: at the left; else a tab at the right
    LeftBelow, ///< large screens: at the left, below Left; else a tab at the right
};

/// The docks of the window: one for each panel, their default layout for a size of window, and no title bars where tabs
/// already name the panel.
class Docks final : public QObject {
    Q_OBJECT
public:
    explicit Docks(QMainWindow &window);

    void add(const QString &id, const std::function<QString()> &title, QWidget *panel, Place place);
    /// Puts everything where it belongs at this size of the window.
    void arrange(QSize size);
    void retranslate();
    /// Shows the panel and gives it the focus; false when there is none of that name.
    bool raise(const QString &id);
    /// Toggles for the View menu, in the order of adding.
    QList<QAction *> toggles() const;

    /// Width of the right column for a window.
    static int rightWidth(int windowWidth);

Q_SIGNALS:
    /// The user moved, closed or resized something.
    void changed();

private:
    struct Panel {
        QString id;
        std::function<QString()> title;
        QDockWidget *dock;
        Place place;
    };
    /// In the order of adding, whichever of the places they have.
    QList<QDockWidget *> docksOf(std::initializer_list<Place> places) const;
    /// Into a free part of the area, or as tabs of `first`, in that order.
    void tabify(const QList<QDockWidget *> &docks, Qt::DockWidgetArea area, QDockWidget *first = nullptr);
    void arrangeBottom(bool large, int right);
    /// Tabs of one another, next to a dock.
    void split(QDockWidget *first, const QList<QDockWidget *> &docks, Qt::Orientation orientation);
    void renewTitleBars();

    QMainWindow &m_window;
    QVector<Panel> m_panels;
    bool m_renewing = false;
};

} // namespace isobar
