// Precompiled once for all tests: <QtTest> brings the whole of QtCore, which costs five seconds a file.
// Not <QtTest> itself: it reads macros (QT_GUI_LIB ...) that differ between the tests.
#pragma once
#include "packaging/cmake/pch_std.h"

#include <QtCore/QtCore>
