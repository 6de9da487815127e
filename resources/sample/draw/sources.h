// The sample case as data: the cast, the mail threads and the exhibits of each custodian, read from the JSON files
// beside the program. The text lives there so that the matter can be edited without touching the drawing.
#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace redwell::sample {

struct Person {
    QString name, email;
    QStringList signature;
};

struct Mail {
    QString from;  // a key of the cast, as are the others
    QStringList to, cc;
    QDateTime sent;
    QString subject;
    QStringList body;  // one entry a line; an empty one parts paragraphs
    QStringList attachmentNames;
};

struct Exhibit {
    QString folder;      // of its custodian, below the output directory
    QJsonObject source;  // "file", "kind" and what that kind needs
};

class Sources {
public:
    // Throws std::runtime_error that names the file and what is wrong with it.
    static Sources read(const QString& directory);

    const QList<Exhibit>& exhibits() const { return m_exhibits; }
    const Person& person(const QString& key) const;
    const QList<Mail>& thread(const QString& name) const;

private:
    QHash<QString, Person> m_cast;
    QHash<QString, QList<Mail>> m_threads;
    QList<Exhibit> m_exhibits;
};

// The same number for the same text on every machine, which qHash does not promise (FNV-1a).
std::uint32_t steadyHash(const QString& text);

// A string, or an array of lines.
QStringList linesOf(const QJsonValue& value);
QStringList stringsOf(const QJsonValue& value);

}  // namespace redwell::sample
