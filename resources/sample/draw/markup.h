// The little markup of the sources: lines to the HTML that Qt lays out. "# " and "## " head, "- " and "1. " list,
// "|a|b|" a table row (a first row of "|!" is its head), "---" a rule, ">> " right, "^ " centre, "> " indented,
// "**bold**",
// "__underlined__". Empty lines part paragraphs.
#pragma once

#include <QString>
#include <QStringList>

namespace redwell::sample {

QString inlineHtml(const QString& text);
QString htmlOf(const QStringList& lines, double lineHeight = 125);
QString paragraph(const QString& html, const QString& style = {});

}  // namespace redwell::sample
