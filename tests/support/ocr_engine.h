// One OCR engine for all tests of a program: loading the model takes longer than most tests.
#pragma once

#include "ocr/engine.h"

namespace redwell::support {

// Null when the English model is not installed; tests that need it skip themselves.
inline ocr::Engine* ocrEngine() {
    static auto engine = ocr::Engine::load("eng");
    return engine ? &*engine : nullptr;
}

}  // namespace redwell::support
