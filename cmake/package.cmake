# SPDX-License-Identifier: MIT
# What `cmake --install` and `cpack` put where on a Debian system.
if(CMAKE_INSTALL_PREFIX_INITIALIZED_TO_DEFAULT)
  set(CMAKE_INSTALL_PREFIX /usr CACHE PATH "Installation prefix" FORCE)
endif()

install(TARGETS feed-exporter RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES config/feed-exporter.ini DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/feed-exporter)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

find_program(GZIP gzip REQUIRED)
function(feed_exporter_install_gzipped source destination)
  get_filename_component(name ${source} NAME)
  set(packed ${PROJECT_BINARY_DIR}/packed/${name}.gz)
  add_custom_command(OUTPUT ${packed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/packed
    COMMAND ${GZIP} -9nc ${PROJECT_SOURCE_DIR}/${source} > ${packed}
    DEPENDS ${PROJECT_SOURCE_DIR}/${source} VERBATIM)
  string(MAKE_C_IDENTIFIER pack_${name} target)
  add_custom_target(${target} ALL DEPENDS ${packed})
  install(FILES ${packed} DESTINATION ${destination})
endfunction()

feed_exporter_install_gzipped(docs/man/feed-exporter.8 ${CMAKE_INSTALL_MANDIR}/man8)
feed_exporter_install_gzipped(docs/man/feed-exporter.ini.5 ${CMAKE_INSTALL_MANDIR}/man5)

# systemd has one place for units, whatever the prefix.
file(GLOB units CONFIGURE_DEPENDS systemd/*.service systemd/*.socket)
foreach(unit IN LISTS units)
  get_filename_component(name ${unit} NAME)
  file(READ ${unit} text)
  string(REPLACE /usr/bin/ ${CMAKE_INSTALL_FULL_BINDIR}/ text "${text}")
  string(REPLACE /etc/feed-exporter ${CMAKE_INSTALL_FULL_SYSCONFDIR}/feed-exporter text "${text}")
  file(CONFIGURE OUTPUT units/${name} CONTENT "${text}" @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/units/${name} DESTINATION lib/systemd/system)
endforeach()
