#include "sources.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTimeZone>
#include <stdexcept>

namespace redwell::sample {

namespace {

QJsonObject readObject(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) throw std::runtime_error("cannot read " + path.toStdString());
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        throw std::runtime_error(path.toStdString() + ": " + error.errorString().toStdString() + " at byte " +
                                 std::to_string(error.offset));
    return document.object();
}

Mail mailOf(const QJsonObject& source, const QTimeZone& zone) {
    Mail mail;
    mail.from = source["from"].toString();
    mail.to = stringsOf(source["to"]);
    mail.cc = stringsOf(source["cc"]);
    mail.sent = QDateTime::fromString(source["at"].toString(), "yyyy-MM-dd HH:mm");
    if (!mail.sent.isValid())
        throw std::runtime_error("a mail's time is not one: " + source["at"].toString().toStdString());
    mail.sent = mail.sent.addSecs(steadyHash(source["at"].toString()) % 60);
    mail.sent.setTimeZone(zone);
    mail.subject = source["subject"].toString();
    mail.body = linesOf(source["body"]);
    mail.attachmentNames = stringsOf(source["attach"]);
    return mail;
}

}  // namespace

std::uint32_t steadyHash(const QString& text) {
    std::uint32_t hash = 2166136261U;
    for (const char byte : text.toUtf8()) hash = (hash ^ std::uint32_t(uchar(byte))) * 16777619U;
    return hash;
}

QStringList stringsOf(const QJsonValue& value) {
    QStringList strings;
    if (value.isString()) return {value.toString()};
    for (const auto& item : value.toArray()) strings << item.toString();
    return strings;
}

QStringList linesOf(const QJsonValue& value) {
    QStringList lines;
    for (const auto& text : stringsOf(value)) lines << text.split('\n');
    return lines;
}

Sources Sources::read(const QString& directory) {
    Sources sources;
    const QDir top(directory);
    const auto cast = readObject(top.filePath("cast.json"));
    for (auto it = cast.begin(); it != cast.end(); ++it) {
        const auto person = it.value().toObject();
        sources.m_cast.insert(it.key(),
                              {person["name"].toString(), person["email"].toString(), linesOf(person["signature"])});
    }
    const QTimeZone zone("America/Los_Angeles");
    const QDir threadFolder(top.filePath("threads"));
    for (const auto& name : threadFolder.entryList({"*.json"}, QDir::Files, QDir::Name)) {
        const auto threads = readObject(threadFolder.filePath(name));
        for (auto it = threads.begin(); it != threads.end(); ++it)
            for (const auto& mail : it.value().toArray()) sources.m_threads[it.key()] << mailOf(mail.toObject(), zone);
    }
    const QDir custodianFolder(top.filePath("custodians"));
    for (const auto& custodian : custodianFolder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir folder(custodianFolder.filePath(custodian));
        for (const auto& name : folder.entryList({"*.json"}, QDir::Files, QDir::Name)) {
            const auto file = readObject(folder.filePath(name));
            for (const auto& exhibit : file["documents"].toArray())
                sources.m_exhibits << Exhibit{custodian, exhibit.toObject()};
        }
    }
    return sources;
}

const Person& Sources::person(const QString& key) const {
    const auto found = m_cast.constFind(key);
    if (found == m_cast.constEnd()) throw std::runtime_error("nobody in cast.json is called " + key.toStdString());
    return *found;
}

const QList<Mail>& Sources::thread(const QString& name) const {
    const auto found = m_threads.constFind(name);
    if (found == m_threads.constEnd()) throw std::runtime_error("no thread is called " + name.toStdString());
    return *found;
}

}  // namespace redwell::sample
