// Draws a one-colour SVG in the theme's icon colour at the moment of painting.
#pragma once

#include <QIconEngine>
#include <QString>

namespace redwell::ui {

class IconEngine : public QIconEngine {
public:
    IconEngine(QString name, QString token) : m_name(std::move(name)), m_token(std::move(token)) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine* clone() const override { return new IconEngine(*this); }
    QString key() const override { return QStringLiteral("redwell"); }

private:
    QString m_name, m_token;
};

}  // namespace redwell::ui
