#pragma once
#include "widgets/events/popupchannel.h"
#include "widgets/style/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QToolButton;

namespace isobar {

/// One pop-up of our own: frameless, on top, never takes the focus.
class ToastWindow : public QWidget {
    Q_OBJECT
public:
    explicit ToastWindow(Theme &theme);

    void present(const Popup &popup);
    const Popup &popup() const { return m_popup; }

Q_SIGNALS:
    void showRequested();
    void muteRequested();
    void done();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void recolour();

    Theme &m_theme;
    Popup m_popup;
    QLabel *m_title, *m_body;
    QToolButton *m_show, *m_mute, *m_close;
    QTimer m_expiry;
};

/// Toasts stacked upwards from the bottom right of the screen; the last channel, it never fails.
class ToastChannel : public PopupChannel {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 4; ///< at once; older passing ones give way first

    explicit ToastChannel(Theme &theme, QObject *parent = nullptr);
    ~ToastChannel() override;

    void show(const Popup &popup) override;
    void withdraw(quint64 id) override;
    const std::vector<std::unique_ptr<ToastWindow>> &toasts() const { return m_toasts; }

private:
    void close(quint64 id);
    void stack();

    Theme &m_theme;
    std::vector<std::unique_ptr<ToastWindow>> m_toasts; ///< oldest first
};

} // namespace isobar
