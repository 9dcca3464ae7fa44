#include "widgets/events/toast.h"

#include "widgets/events/eventdelegate.h"

#include <QBoxLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QToolButton>

#include <algorithm>

namespace isobar {

namespace {
constexpr int Width = 380, Gap = 8, Stripe = 4;
}

ToastWindow::ToastWindow(Theme &theme)
    : QWidget(nullptr,
        Qt::Tool | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint | Qt::WindowDoesNotAcceptFocus
            | Qt::X11BypassWindowManagerHint),
      m_theme(theme), m_title(new QLabel), m_body(new QLabel), m_show(new QToolButton), m_mute(new QToolButton),
      m_close(new QToolButton)
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    setFixedWidth(Width);
    for (QLabel *label : {m_title, m_body}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    for (QToolButton *button : {m_show, m_mute, m_close})
        button->setFocusPolicy(Qt::NoFocus);
    m_show->setText(tr("Show"));
    m_mute->setText(tr("Mute 1 h"));
    m_close->setText(QStringLiteral("\u2715"));
    m_close->setAccessibleName(tr("Close"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_mute);
    buttons->addWidget(m_show);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Stripe + 10, 8, 8, 8);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_body);
    column->addLayout(buttons);
    connect(m_show, &QToolButton::clicked, this, &ToastWindow::showRequested);
    connect(m_mute, &QToolButton::clicked, this, &ToastWindow::muteRequested);
    connect(m_close, &QToolButton::clicked, this, &ToastWindow::done);
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &ToastWindow::done);
    connect(&m_theme, &Theme::changed, this, &ToastWindow::recolour);
    recolour();
}

void ToastWindow::recolour()
{
    const auto paint = [this](QLabel *label, Token token) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, m_theme.colour(token));
        label->setPalette(palette);
    };
    paint(m_title, Token::Value);
    paint(m_body, Token::Label);
    QFont bold = m_theme.textFont();
    bold.setBold(true);
    m_title->setFont(bold);
    m_body->setFont(m_theme.textFont());
    update();
}

void ToastWindow::present(const Popup &popup)
{
    m_popup = popup;
    m_title->setText(popup.title);
    m_body->setText(popup.body);
    m_mute->setVisible(!popup.asset.isEmpty());
    setAccessibleName(popup.title);
    setAccessibleDescription(popup.body);
    if (popup.expireMs > 0)
        m_expiry.start(popup.expireMs);
    else
        m_expiry.stop();
    layout()->activate();
    resize(Width, layout()->heightForWidth(Width));
    update();
}

void ToastWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::PanelAlternate));
    painter.fillRect(QRect(0, 0, Stripe, height()), m_theme.colour(severityToken(static_cast<int>(m_popup.priority))));
    painter.setPen(m_theme.colour(Token::Border));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void ToastWindow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT showRequested();
}

ToastChannel::ToastChannel(Theme &theme, QObject *parent) : PopupChannel(parent), m_theme(theme) { }

ToastChannel::~ToastChannel() = default;

void ToastChannel::show(const Popup &popup)
{
    const auto found =
        std::find_if(m_toasts.begin(), m_toasts.end(), [&](const auto &each) { return each->popup().id == popup.id; });
    if (found != m_toasts.end()) {
        (*found)->present(popup);
        stack();
        return;
    }
    const auto passing =
        std::find_if(m_toasts.begin(), m_toasts.end(), [](const auto &each) { return each->popup().expireMs > 0; });
    if (m_toasts.size() >= Most && passing != m_toasts.end()) // one that stands has not been seen yet
        close((*passing)->popup().id);
    auto toast = std::make_unique<ToastWindow>(m_theme);
    const quint64 id = popup.id;
    connect(toast.get(), &ToastWindow::done, this, [this, id] { close(id); });
    connect(toast.get(), &ToastWindow::showRequested, this, [this, id] {
        withdraw(id);
        Q_EMIT showRequested(id);
    });
    connect(toast.get(), &ToastWindow::muteRequested, this, [this, id] {
        withdraw(id);
        Q_EMIT muteRequested(id);
    });
    toast->present(popup);
    m_toasts.push_back(std::move(toast));
    stack();
    m_toasts.back()->show();
}

void ToastChannel::withdraw(quint64 id)
{
    std::erase_if(m_toasts, [id](auto &each) {
        if (each->popup().id != id)
            return false;
        each->hide();
        each.release()->deleteLater(); // it may be answering from within its own signal
        return true;
    });
    stack();
}

void ToastChannel::close(quint64 id)
{
    withdraw(id);
    Q_EMIT closed(id);
}

void ToastChannel::stack()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    if (!screen)
        return;
    const QRect area = screen->availableGeometry();
    int bottom = area.bottom() + 1 - Gap;
    for (const auto &toast : m_toasts) {
        toast->move(area.right() + 1 - Width - Gap, bottom - toast->height());
        bottom -= toast->height() + Gap;
    }
}

} // namespace isobar
