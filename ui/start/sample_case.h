// The sample case: made once from the sources that come with Redwell, by the program that draws them, and opened like
// any other case after that.
#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QWidget;

namespace redwell::ui {

QString sampleCaseFolder();
// Where redwell-draw-sample is: beside the running program. Empty when it is not installed.
QString sampleProgram();
// Shows its progress over window; then gets the error, or an empty string when the case is there.
void makeSampleCase(QWidget* window, std::function<void(const QString& error)> then);

}  // namespace redwell::ui
