// What every test reads, precompiled once (harness/prefix.hpp says more).
#pragma once

#include "prefix.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
