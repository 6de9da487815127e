// The bytes of Liberation Sans (SIL Open Font License 1.1), taken into the program by the assembler.
#include "production/imaging/lettering.h"

asm(R"(
    .section .rodata
    .balign 16
    .globl redwellLetteringFontBegin
    .hidden redwellLetteringFontBegin
redwellLetteringFontBegin:
    .incbin ")" REDWELL_LETTERING_FONT R"("
    .globl redwellLetteringFontEnd
    .hidden redwellLetteringFontEnd
redwellLetteringFontEnd:
    .byte 0
    .text
)");

extern "C" {
extern const unsigned char redwellLetteringFontBegin[];
extern const unsigned char redwellLetteringFontEnd[];
}

namespace redwell::production {

std::span<const unsigned char> letteringFont() { return {redwellLetteringFontBegin, redwellLetteringFontEnd}; }

}  // namespace redwell::production
