# SPDX-License-Identifier: MIT
# What `cmake --install` and `cpack` put where on a Debian system.
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
feed_exporter_install_gzipped(systemd/debian/changelog ${CMAKE_INSTALL_DOCDIR})

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

# Where the default configuration looks for seeds.
install(DIRECTORY DESTINATION /var/lib/feed-exporter/seeds)

install(FILES completions/feed-exporter.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME feed-exporter)
install(FILES completions/_feed-exporter DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES completions/feed-exporter.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "The feed-exporter authors <feed-exporter@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
# CPack indents the lines.
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Watches a directory of text files with YAML front matter and serves every topic\nof them as RSS 2.0, Atom 1.0 and JSON Feed 1.1 over HTTP. Changes are on the\nwire in milliseconds.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
# For the kill(1) of the reload.
set(CPACK_DEBIAN_PACKAGE_DEPENDS procps)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${PROJECT_SOURCE_DIR}/systemd/debian/conffiles ${PROJECT_SOURCE_DIR}/systemd/debian/postinst
  ${PROJECT_SOURCE_DIR}/systemd/debian/prerm ${PROJECT_SOURCE_DIR}/systemd/debian/postrm)
include(CPack)
